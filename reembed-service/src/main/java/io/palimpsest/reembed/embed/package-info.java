/**
 * Turning texts into vectors: one small port, the models behind it, near and remote, and the layers
 * around it; what was paid for and is not in the store yet is remembered, so that a crash or a
 * retry never pays twice. Hides which model runs where, its protocol and limits, how its calls are
 * grouped, and what is done when it fails.
 *
 * <p>What is remembered dies with the commit of its vectors, with its tenant or scope, and after a
 * day at the latest.
 */
@NullMarked
package io.palimpsest.reembed.embed;

import org.jspecify.annotations.NullMarked;
