package io.palimpsest.reembed.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of an answer that is being written. */
sealed interface Fragment {
  /** Name of the server-sent event that carries it. */
  String event();

  /**
   * What may be cited, before the first word.
   *
   * @param citations numbered from 1
   * @param omitted matches that the model was not given, because the prompt was full
   */
  record Sources(List<Citation> citations, int omitted) implements Fragment {
    /** Copies the list. */
    public Sources {
      citations = List.copyOf(citations);
    }

    @Override
    public String event() {
      return "sources";
    }
  }

  /**
   * Some more words.
   *
   * @param text to be appended
   */
  record Words(String text) implements Fragment {
    @Override
    public String event() {
      return "text";
    }
  }

  /**
   * The end.
   *
   * @param cited numbers that the text cites, in order
   * @param unknown numbers that the text cites and that there are no sources for
   */
  record End(List<Integer> cited, List<Integer> unknown) implements Fragment {
    /** Copies the lists. */
    public End {
      cited = List.copyOf(cited);
      unknown = List.copyOf(unknown);
    }

    @Override
    public String event() {
      return "end";
    }
  }

  /**
   * The model failed; what was written so far is not complete.
   *
   * @param code machine-readable
   */
  record Broken(String code) implements Fragment {
    @Override
    public String event() {
      return "error";
    }
  }

  /**
   * A source of the answer.
   *
   * @param number as the text cites it
   * @param id id of the vector
   * @param title title of the source or item
   * @param twinId twin of a source
   * @param sourceId source, in a twin
   * @param itemId item, in a portfolio
   * @param chunkNo position in the source
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Citation(
      int number,
      String id,
      @Nullable String title,
      @Nullable String twinId,
      @Nullable String sourceId,
      @Nullable String itemId,
      @Nullable Integer chunkNo) {
    static Citation of(int number, AnsweredMatch match) {
      return new Citation(
          number,
          match.id(),
          match.title(),
          match.twinId(),
          match.sourceId(),
          match.itemId(),
          match.chunkNo());
    }
  }
}
