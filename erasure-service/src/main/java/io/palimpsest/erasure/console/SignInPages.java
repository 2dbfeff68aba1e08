package io.palimpsest.erasure.console;

import io.palimpsest.access.ProblemException;
import io.palimpsest.access.token.TokenVerifier;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The way in for a browser, and out again. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@PermitAll
class SignInPages {
  private final TokenVerifier verifier;
  private final Session session;
  private final Pages pages;
  private final Clock clock;

  SignInPages(TokenVerifier verifier, Session session, Pages pages, Clock clock) {
    this.verifier = verifier;
    this.session = session;
    this.pages = pages;
    this.clock = clock;
  }

  @GET
  @Path("/sign-in")
  @Operation(summary = "Page: takes a token.")
  public String ask() {
    return pages.page("sign-in", Map.of("refused", ""));
  }

  @POST
  @Path("/sign-in")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(summary = "Form: opens a session with a token.")
  public Response enter(
      @FormParam("token") @NotNull @Size(max = Session.LONGEST_TOKEN) String token,
      @Context HttpServerRequest request) {
    if (Doorman.isForeignForm(request)) {
      throw new ProblemException(403, "form.foreign", "the form comes from another site");
    }
    Principal principal = verifier.verify(token.strip(), clock.instant());
    if (!principal.has(Role.COMPLIANCE) && !principal.has(Role.AUDITOR)) {
      throw new ProblemException(403, "role.missing", "the console is for compliance and auditors");
    }
    return See.page("/console").cookie(session.open(token.strip())).build();
  }

  @POST
  @Path("/sign-out")
  @Operation(summary = "Form: ends the session.")
  public Response leave() {
    return See.page("/console/sign-in").cookie(session.close()).build();
  }
}
