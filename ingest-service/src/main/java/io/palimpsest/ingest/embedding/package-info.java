/** News of vectors: the documents say whether a search finds them. */
@NullMarked
package io.palimpsest.ingest.embedding;

import org.jspecify.annotations.NullMarked;
