package io.palimpsest.reembed.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One match.
 *
 * @param id id of the vector
 * @param score by the index's metric, or the ranker's
 * @param text the text that matched
 * @param title title of its source or item
 * @param twinId twin of a source
 * @param itemId item, in a portfolio
 * @param sourceId source, in a twin
 * @param chunkNo position of the text among the source's chunks, from 0, where it is known
 * @param metadata the caller's own metadata, and revision and model
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AnsweredMatch(
    String id,
    double score,
    @Nullable String text,
    @Nullable String title,
    @Nullable String twinId,
    @Nullable String itemId,
    @Nullable String sourceId,
    @Nullable Integer chunkNo,
    Map<String, Object> metadata) {}
