/**
 * Vectors that were paid for and are not in the store yet: a crash or a retry never pays twice.
 *
 * <p>Hides where they are kept. An entry dies with the commit of its vectors, with its tenant or
 * scope, and after a day at the latest.
 */
@NullMarked
package io.palimpsest.reembed.cache;

import org.jspecify.annotations.NullMarked;
