package io.palimpsest.ingest.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.palimpsest.access.Problem;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line.
 *
 * @param line number of the line, from 1
 * @param status status that the same change would have had alone
 * @param id public id
 * @param uid uid of the entity
 * @param revision revision that the line led to
 * @param unchanged true when the state was there already
 * @param problem why nothing was written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LineResult(
    long line,
    int status,
    @Nullable String id,
    @Nullable UUID uid,
    @Nullable Long revision,
    @Nullable Boolean unchanged,
    @Nullable Problem problem) {
  private static final int OK = 200;
  private static final int CREATED = 201;

  static LineResult of(long line, @Nullable String id, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted accepted ->
          new LineResult(
              line,
              accepted.created() ? CREATED : OK,
              accepted.head().id(),
              accepted.head().uid(),
              accepted.revision(),
              accepted.unchanged(),
              null);
      case Outcome.Refused refused -> of(line, id, refused.refusal());
    };
  }

  static LineResult of(long line, @Nullable String id, Refusal refusal) {
    Problem problem =
        Problem.of(
            refusal.status(),
            refusal.code(),
            refusal.detail(),
            emptyToNull(refusal.field()),
            emptyToNull(refusal.rule()));
    return new LineResult(line, refusal.status(), id, null, null, null, problem);
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
