package io.palimpsest.access.problem;

import io.palimpsest.access.Problem;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.token.IssuerUnavailableException;
import io.palimpsest.access.token.UnauthorisedException;
import io.palimpsest.tenancy.InvalidIdException;
import io.palimpsest.tenancy.TenantIsolationException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Refusals of the product itself, and of the security layer in front of it. */
final class OwnExceptions {
  static Problem invalidId(InvalidIdException invalid) {
    return Problem.of(
        400, "id.invalid", invalid.field() + " breaks its rule", invalid.field(), invalid.rule());
  }

  @ServerExceptionMapper
  RestResponse<Problem> map(ProblemException refused) {
    return Answers.of(refused.problem());
  }

  @ServerExceptionMapper
  RestResponse<Problem> map(InvalidIdException invalid) {
    return Answers.of(invalidId(invalid));
  }

  @ServerExceptionMapper
  RestResponse<Problem> map(TenantIsolationException foreign) {
    return Answers.of(Problem.unknownTenant());
  }

  @ServerExceptionMapper
  RestResponse<Problem> map(UnauthorisedException unauthorised) {
    return Answers.of(Problem.of(401, unauthorised.reason(), "a valid bearer token is needed"));
  }

  @ServerExceptionMapper
  RestResponse<Problem> map(UnauthorizedException anonymous) {
    return Answers.of(Problem.of(401, "token.missing", "a valid bearer token is needed"));
  }

  @ServerExceptionMapper
  RestResponse<Problem> map(AuthenticationFailedException invalid) {
    return Answers.of(Problem.of(401, "token.invalid", "the bearer token proves nothing"));
  }

  @ServerExceptionMapper
  RestResponse<Problem> map(IssuerUnavailableException unanswered) {
    return issuerUnavailable();
  }

  /** The issuer was not reached since the start, so that its address is all that is known of it. */
  @ServerExceptionMapper
  RestResponse<Problem> map(OIDCException unanswered) {
    return issuerUnavailable();
  }

  private static RestResponse<Problem> issuerUnavailable() {
    return Answers.builder(
            Problem.of(
                503, "issuer.unavailable", "the issuer of tokens cannot be asked for its keys"))
        .header(HttpHeaders.RETRY_AFTER, "2")
        .build();
  }

  @ServerExceptionMapper
  RestResponse<Problem> map(ForbiddenException forbidden) {
    return Answers.of(Problem.of(403, "role.missing", "the token's roles do not allow this"));
  }
}
