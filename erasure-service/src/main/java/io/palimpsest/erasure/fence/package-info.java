/** Opens the coordinator of fences and the Kafka clients that this service shares. */
@NullMarked
package io.palimpsest.erasure.fence;

import org.jspecify.annotations.NullMarked;
