/**
 * What a confirmed erasure leaves for a while: the configured bounds, and the looks that show that
 * something is gone. When to look, and what follows, is decided elsewhere.
 */
@NullMarked
package io.palimpsest.erasure.residual;

import org.jspecify.annotations.NullMarked;
