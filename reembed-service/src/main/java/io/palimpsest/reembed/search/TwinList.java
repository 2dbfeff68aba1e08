package io.palimpsest.reembed.search;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * The creator's twins.
 *
 * @param creatorId the creator
 * @param twins its twins, by id
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TwinList(String creatorId, List<Twin> twins) {
  /** Copies the list. */
  public TwinList {
    twins = List.copyOf(twins);
  }

  /**
   * One twin.
   *
   * @param twinId its id
   * @param namespace its namespace in the vector store
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Twin(String twinId, String namespace) {}
}
