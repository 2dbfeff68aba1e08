/**
 * Events on Kafka: encoding with a schema registry, publishing, following a topic to its end.
 *
 * <p>Hides the wire format, the registry's client and the producer's and consumer's settings that
 * correctness rests on. Plain Java: each service wires one instance of each.
 */
@NullMarked
package io.palimpsest.messaging;

import org.jspecify.annotations.NullMarked;
