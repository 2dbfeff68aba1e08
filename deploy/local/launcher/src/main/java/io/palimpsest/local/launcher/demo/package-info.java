/**
 * The demo: the main job end to end on a stack of its own, step by step.
 *
 * <p>Hides how steps are timed and summed up, and that the stack goes down whatever happened.
 */
@NullMarked
package io.palimpsest.local.launcher.demo;

import org.jspecify.annotations.NullMarked;
