package io.palimpsest.reembed.search;

import io.palimpsest.reembed.search.embed.QueryEmbedder;
import io.palimpsest.reembed.search.find.Target;

/**
 * A target as search needs it.
 *
 * @param embedder embeds queries as its vectors were
 * @param target its index
 * @param positions where its chunks stand
 */
record SearchSide(QueryEmbedder embedder, Target target, ChunkPositions positions) {}
