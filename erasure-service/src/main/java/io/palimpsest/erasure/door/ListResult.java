package io.palimpsest.erasure.door;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.State;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line of a list.
 *
 * @param line its number, from 1
 * @param result what became of it
 * @param requestId the line's request, null where there is none
 * @param requestRef its reference in the log
 * @param reason code of why it was refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListResult(
    long line,
    Result result,
    @Nullable UUID requestId,
    @Nullable String requestRef,
    @Nullable String reason) {
  /** What can become of a line. */
  public enum Result {
    /** Under way. */
    ACCEPTED,
    /** Under way, and kept waiting by a legal hold. */
    HELD,
    ERASED,
    /** Nothing is there under the ids. */
    NOT_FOUND,
    /** Refused, with a reason. */
    EXEMPTED,
    CANCELLED,
    /** No demand: the line breaks a rule, or could not be kept. */
    INVALID
  }

  /**
   * How far the request of a line is.
   *
   * @param flags what stands beside its state
   */
  static ListResult of(long line, ErasureRequest request, List<String> flags) {
    String reason = request.state() instanceof State.Rejected refused ? refused.problem() : null;
    return new ListResult(line, result(request, flags), request.id(), request.ref(), reason);
  }

  /** A line that names nobody. */
  static ListResult notFound(long line) {
    return new ListResult(line, Result.NOT_FOUND, null, null, null);
  }

  /** A line that is no demand. */
  static ListResult invalid(long line, String code) {
    return new ListResult(line, Result.INVALID, null, null, code.toLowerCase(Locale.ROOT));
  }

  private static Result result(ErasureRequest request, List<String> flags) {
    return switch (request.state().announced()) {
      case CONFIRMED_LIVE, PHYSICALLY_EXPIRED -> Result.ERASED;
      case NOTHING_FOUND -> Result.NOT_FOUND;
      case REJECTED -> Result.EXEMPTED;
      case CANCELLED -> Result.CANCELLED;
      default -> flags.contains("HELD") ? Result.HELD : Result.ACCEPTED;
    };
  }
}
