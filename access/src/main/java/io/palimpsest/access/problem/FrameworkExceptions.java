package io.palimpsest.access.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.palimpsest.access.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the web framework refuses by itself, and everything that nobody expected. */
final class FrameworkExceptions {
  private static final Map<Integer, String> CODES =
      Map.of(
          400, "request.malformed",
          401, "token.missing",
          403, "role.missing",
          404, "path.not_found",
          405, "method.not_allowed",
          406, "media_type.not_acceptable",
          413, "body.too_large",
          415, "media_type.unsupported");

  @ServerExceptionMapper
  RestResponse<Problem> map(WebApplicationException refused) {
    Response response = refused.getResponse();
    if (refused.getCause() instanceof JsonProcessingException malformed) {
      return Answers.of(JsonProblems.of(malformed));
    }
    if (response.getStatusInfo().getFamily() == Response.Status.Family.SERVER_ERROR) {
      return Answers.of(Unexpected.report(refused));
    }
    RestResponse.ResponseBuilder<Problem> answer = Answers.builder(problem(response));
    String allow = response.getHeaderString(HttpHeaders.ALLOW);
    return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
  }

  @ServerExceptionMapper
  RestResponse<Problem> map(Throwable unexpected) {
    return Answers.of(Unexpected.report(unexpected));
  }

  private static Problem problem(Response response) {
    int status = response.getStatus();
    String code = CODES.getOrDefault(status, "request.refused");
    return Problem.of(status, code, response.getStatusInfo().getReasonPhrase());
  }
}
