package io.palimpsest.reembed.search;

import io.palimpsest.reembed.find.FilledIndex;
import io.palimpsest.reembed.find.QueryEmbedder;

/**
 * A target as search needs it.
 *
 * @param embedder embeds queries as its vectors were
 * @param target its index
 * @param positions where its chunks stand
 */
record AskedTarget(QueryEmbedder embedder, FilledIndex target, ChunkPositions positions) {}
