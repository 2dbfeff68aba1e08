/**
 * The commands that start, stop and show the local stack.
 *
 * <p>Hides that a stack which outlives its command hangs on a supervisor in the background: whoever
 * ends that, by whatever signal, ends all.
 */
@NullMarked
package io.palimpsest.local.launcher;

import org.jspecify.annotations.NullMarked;
