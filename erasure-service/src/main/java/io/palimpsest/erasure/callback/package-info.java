/** Signed calls to whoever asked to be told of each state. Hides signing, bounds and retries. */
@NullMarked
package io.palimpsest.erasure.callback;

import org.jspecify.annotations.NullMarked;
