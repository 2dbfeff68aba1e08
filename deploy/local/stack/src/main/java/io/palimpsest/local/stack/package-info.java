/**
 * The embedded stack as a library: starts the real parts as processes of their own, waits until
 * they are healthy, and leaves none behind.
 *
 * <p>Hides how each part is launched, where it keeps its data and logs, and which ports it got.
 * Knows no other module of the product but by its place in the checkout, so that tests of every
 * module may use it.
 */
@NullMarked
package io.palimpsest.local.stack;

import org.jspecify.annotations.NullMarked;
