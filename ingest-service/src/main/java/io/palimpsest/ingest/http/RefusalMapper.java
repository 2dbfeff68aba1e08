package io.palimpsest.ingest.http;

import com.mongodb.MongoException;
import io.palimpsest.access.Problem;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.sealing.KeysUnavailableException;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Refusals as problem documents. */
final class RefusalMapper {
  private static final Logger LOG = Logger.getLogger(RefusalMapper.class);
  private static final int UNAVAILABLE = 503;

  @ServerExceptionMapper
  RestResponse<Problem> map(RefusedException refused) {
    return answer(problem(refused.refusal()));
  }

  @ServerExceptionMapper
  RestResponse<Problem> map(MongoException unanswered) {
    return answer(problem(refusal(unanswered)));
  }

  @ServerExceptionMapper
  RestResponse<Problem> map(KeysUnavailableException unanswered) {
    return answer(problem(refusal(unanswered)));
  }

  /** What is said of a failure to whoever asked for one of many things. */
  static Refusal refusal(RuntimeException fault) {
    return switch (fault) {
      case RefusedException refused -> refused.refusal();
      case MongoException unanswered ->
          Refusal.of(
              UNAVAILABLE, "documents.unavailable", "The database did not answer; try again.");
      case KeysUnavailableException unanswered -> {
        LOG.warnf(unanswered, "keys unavailable");
        yield Refusal.of(
            UNAVAILABLE, "keys.unavailable", "The keys cannot be had now: see the service's log.");
      }
      default -> {
        LOG.errorf(fault, "a line of a bulk failed");
        yield Refusal.of(500, "internal", "the service failed; its log knows why");
      }
    };
  }

  static Problem problem(Refusal refusal) {
    return Problem.of(
        refusal.status(),
        refusal.code(),
        refusal.detail(),
        emptyToNull(refusal.field()),
        emptyToNull(refusal.rule()));
  }

  private static RestResponse<Problem> answer(Problem problem) {
    RestResponse.ResponseBuilder<Problem> answer =
        RestResponse.ResponseBuilder.<Problem>create(problem.status())
            .entity(problem)
            .type(Problem.MEDIA_TYPE);
    if (problem.status() == UNAVAILABLE) {
      answer.header(HttpHeaders.RETRY_AFTER, 1);
    }
    return answer.build();
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
