package io.palimpsest.erasure.console;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.token.UnauthorisedException;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who looks at the current page. */
@RequestScoped
class Visitor {
  private final CurrentPrincipal caller;
  private final SecurityIdentity identity;

  Visitor(CurrentPrincipal caller, SecurityIdentity identity) {
    this.caller = caller;
    this.identity = identity;
  }

  /**
   * A visitor as pages show it.
   *
   * @param name key id of the token
   * @param roles roles of the token, in words
   * @param reads whether there are pages of requests
   * @param decides whether these have buttons
   * @param operates whether there are pages for operators
   * @param form what forms carry
   */
  public record Shown(
      String name,
      List<String> roles,
      boolean reads,
      boolean decides,
      boolean operates,
      String form) {}

  Shown shown() {
    Principal principal = caller.get();
    return new Shown(
        principal.keyId(),
        principal.roles().stream().map(Role::claim).sorted().toList(),
        principal.has(Role.COMPLIANCE) || principal.has(Role.AUDITOR),
        principal.has(Role.COMPLIANCE),
        principal.has(Role.OPERATOR),
        Session.formToken(token()));
  }

  /**
   * Lets a form pass that came from a page of this session.
   *
   * @throws ProblemException 403 for every other
   */
  void require(@Nullable String form) {
    byte[] expected = Session.formToken(token()).getBytes(StandardCharsets.US_ASCII);
    byte[] given = (form == null ? "" : form).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected, given)) {
      throw new ProblemException(
          403, "form.foreign", "the form does not come from a page of this session");
    }
  }

  /** The visitor's own token, for what is asked of another service. */
  String bearer() {
    return "Bearer " + token();
  }

  private String token() {
    if (identity.getPrincipal() instanceof JsonWebToken jwt && jwt.getRawToken() != null) {
      return jwt.getRawToken();
    }
    throw new UnauthorisedException("token.missing");
  }
}
