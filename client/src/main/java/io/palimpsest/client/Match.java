package io.palimpsest.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One match of a search.
 *
 * @param id vector id
 * @param score similarity, higher is nearer
 * @param text the text that matched
 * @param title title of its source
 * @param twinId twin that it belongs to, for sources
 * @param itemId item, for portfolio searches
 * @param sourceId source, for twins
 * @param chunkNo position of the chunk in its source, from 0
 * @param metadata the caller's own metadata
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Match(
    String id,
    double score,
    @Nullable String text,
    @Nullable String title,
    @Nullable String twinId,
    @Nullable String itemId,
    @Nullable String sourceId,
    @Nullable Integer chunkNo,
    @Nullable Map<String, Object> metadata) {}
