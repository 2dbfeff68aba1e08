package io.palimpsest.erasure.door;

import com.mongodb.MongoException;
import io.palimpsest.access.Problem;
import io.palimpsest.erasure.demand.NotKeptException;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the doors answer when this service cannot answer for a change yet. */
final class DoorExceptions {
  private static final int UNAVAILABLE = 503;

  /** The change may have been made; asking again finds it. */
  @ServerExceptionMapper
  RestResponse<Problem> map(NotKeptException notKept) {
    return answer(
        Problem.of(
            UNAVAILABLE, "demand.not_kept", "it is not known to be safe from a loss; ask again"));
  }

  @ServerExceptionMapper
  RestResponse<Problem> map(MongoException unanswered) {
    return answer(
        Problem.of(
            UNAVAILABLE, "documents.unavailable", "The database did not answer; try again."));
  }

  static RestResponse<Problem> answer(Problem problem) {
    return RestResponse.ResponseBuilder.create(RestResponse.Status.SERVICE_UNAVAILABLE, problem)
        .type(Problem.MEDIA_TYPE)
        .header(HttpHeaders.RETRY_AFTER, 1)
        .build();
  }
}
