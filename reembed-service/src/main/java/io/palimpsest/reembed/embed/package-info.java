/**
 * Turning texts into vectors: one small port, the models behind it, and the layers around it.
 *
 * <p>Hides which model runs where, how its calls are grouped, and what is done when it fails.
 */
@NullMarked
package io.palimpsest.reembed.embed;

import org.jspecify.annotations.NullMarked;
