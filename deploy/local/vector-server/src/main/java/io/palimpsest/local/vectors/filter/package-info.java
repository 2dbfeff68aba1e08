/**
 * Metadata: which values are allowed, how they are indexed, and the filter language over them.
 *
 * <p>Hides how a filter becomes a Lucene query. All metadata lives in one inverted field, a term
 * being key, type and value; so any number of distinct keys costs no Lucene field.
 */
@NullMarked
package io.palimpsest.local.vectors.filter;

import org.jspecify.annotations.NullMarked;
