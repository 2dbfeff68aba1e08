/**
 * Texts instead of vectors: embedding, reranking, and records that an index embeds itself.
 *
 * <p>What embeds by default is made for tests: it hashes words, so that texts with common words are
 * near each other, always in the same way, without a model. It knows no meaning.
 */
@NullMarked
package io.palimpsest.local.vectors.inference;

import org.jspecify.annotations.NullMarked;
