/**
 * The write-ahead log: what makes an acknowledged write survive a killed process.
 *
 * <p>Hides files, framing, checksums and the grouping of many writers behind one fsync.
 */
@NullMarked
package io.palimpsest.local.vectors.log;

import org.jspecify.annotations.NullMarked;
