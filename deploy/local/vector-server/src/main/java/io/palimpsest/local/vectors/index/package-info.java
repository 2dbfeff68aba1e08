/**
 * An index: its namespaces, each a Lucene index in a folder of its own, behind one write-ahead log.
 *
 * <p>Hides Lucene, the log, and the opening and closing of namespaces. Visible from outside is
 * {@link io.palimpsest.local.vectors.index.VectorIndex}, which answers calls.
 */
@NullMarked
package io.palimpsest.local.vectors.index;

import org.jspecify.annotations.NullMarked;
