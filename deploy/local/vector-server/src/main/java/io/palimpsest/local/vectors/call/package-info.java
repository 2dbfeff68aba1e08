/**
 * One request to the server, whatever wire it came by, and the chain of handlers that answers it.
 *
 * <p>Hides gRPC and HTTP from everything behind it: a request is the API's protobuf message, an
 * answer is one too, and a refusal is a {@link io.palimpsest.local.vectors.call.Refusal}.
 */
@NullMarked
package io.palimpsest.local.vectors.call;

import org.jspecify.annotations.NullMarked;
