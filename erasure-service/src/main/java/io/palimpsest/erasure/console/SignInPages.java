package io.palimpsest.erasure.console;

import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.access.token.TokenVerifier;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The way in for a browser, and out again. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@PermitAll
class SignInPages {
  private final TokenVerifier verifier;
  private final Session session;
  private final IssuerSignIn issuer;
  private final OidcSession signedIn;
  private final SecurityIdentity identity;
  private final Pages pages;
  private final Clock clock;

  SignInPages(
      TokenVerifier verifier,
      Session session,
      IssuerSignIn issuer,
      OidcSession signedIn,
      SecurityIdentity identity,
      Pages pages,
      Clock clock) {
    this.verifier = verifier;
    this.session = session;
    this.issuer = issuer;
    this.signedIn = signedIn;
    this.identity = identity;
    this.pages = pages;
    this.clock = clock;
  }

  @GET
  @Path("/sign-in")
  @Operation(summary = "Page: leads to the issuer, or takes a token.")
  public String ask(@QueryParam("error") @Nullable String error) {
    String refused = error == null ? "" : "issuer";
    return pages.page("sign-in", Map.of("refused", refused, "issuer", issuer.offered()));
  }

  @GET
  @Path("/sign-in/issuer")
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR, Roles.OPERATOR})
  @Operation(summary = "Page: opens a session for who has signed in at the issuer.")
  public Response entered() {
    AccessTokenCredential token = identity.getCredential(AccessTokenCredential.class);
    if (!issuer.offered() || token == null) {
      throw new ProblemException(404, "sign_in.not_offered", "people sign in with a token here");
    }
    if (token.getToken().length() > Session.LONGEST_TOKEN) {
      throw new ProblemException(
          400, "token.too_long", "the issuer's token does not fit into a cookie");
    }
    signedIn.logout().await().indefinitely();
    // A session's cookie goes along where a page of ours leads, and not where another site's does:
    // the issuer's redirect ends here.
    return Response.ok(pages.page("signed-in", Map.of()))
        .header("Refresh", "0; url=/console")
        .cookie(session.open(token.getToken()))
        .build();
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
    if (!principal.has(Role.COMPLIANCE)
        && !principal.has(Role.AUDITOR)
        && !principal.has(Role.OPERATOR)) {
      throw new ProblemException(
          403, "role.missing", "the console is for compliance, auditors and operators");
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
