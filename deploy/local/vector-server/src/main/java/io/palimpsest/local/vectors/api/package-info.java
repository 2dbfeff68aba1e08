/**
 * The two wires, gRPC and REST, on one port. Hides both from the handlers: a call goes in, a reply
 * or a refusal comes out.
 */
@NullMarked
package io.palimpsest.local.vectors.api;

import org.jspecify.annotations.NullMarked;
