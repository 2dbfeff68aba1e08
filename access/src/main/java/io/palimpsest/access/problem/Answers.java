package io.palimpsest.access.problem;

import io.palimpsest.access.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** Responses that carry problem documents. */
final class Answers {
  private static final int UNAUTHORIZED = 401;

  private Answers() {}

  static RestResponse<Problem> of(Problem problem) {
    return builder(problem).build();
  }

  static RestResponse.ResponseBuilder<Problem> builder(Problem problem) {
    RestResponse.ResponseBuilder<Problem> answer =
        RestResponse.ResponseBuilder.<Problem>create(problem.status())
            .entity(problem)
            .type(Problem.MEDIA_TYPE);
    if (problem.status() == UNAUTHORIZED) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return answer;
  }
}
