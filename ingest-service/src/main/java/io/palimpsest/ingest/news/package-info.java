/** News of vectors: the documents say whether a search finds them. */
@NullMarked
package io.palimpsest.ingest.news;

import org.jspecify.annotations.NullMarked;
