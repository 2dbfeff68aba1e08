package io.palimpsest.reembed.app;

import com.mongodb.MongoException;
import io.palimpsest.access.Problem;
import io.palimpsest.reembed.ledger.LedgerUnavailableException;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the doors answer while the database does not. */
final class StoreProblems {
  private static final int UNAVAILABLE = 503;

  @ServerExceptionMapper
  RestResponse<Problem> map(MongoException unanswered) {
    return unavailable();
  }

  @ServerExceptionMapper
  RestResponse<Problem> map(LedgerUnavailableException unanswered) {
    return unavailable();
  }

  private static RestResponse<Problem> unavailable() {
    return RestResponse.ResponseBuilder.<Problem>create(UNAVAILABLE)
        .entity(
            Problem.of(
                UNAVAILABLE, "documents.unavailable", "The database did not answer; try again."))
        .type(Problem.MEDIA_TYPE)
        .header(HttpHeaders.RETRY_AFTER, 1)
        .build();
  }
}
