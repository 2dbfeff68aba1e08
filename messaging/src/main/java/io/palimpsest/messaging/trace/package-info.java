/**
 * Where work stands in a trace, from the record or request that began it to what was made of it.
 * Hides the OpenTelemetry API: others hand on a {@code traceparent} and say what they did.
 */
@NullMarked
package io.palimpsest.messaging.trace;

import org.jspecify.annotations.NullMarked;
