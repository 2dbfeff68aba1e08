package io.palimpsest.erasure.plan;

import io.palimpsest.erasure.model.InboxEnds;
import io.palimpsest.erasure.model.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.ClientWebApplicationException;
import org.jspecify.annotations.Nullable;

/** The internal endpoints of ingest-service about scopes (docs/api/internal.md). */
@Path("/internal/scopes")
@RegisterRestClient(configKey = "ingest")
@ClientHeaderParam(name = "Authorization", value = "Bearer ${palimpsest.service-token}")
interface IngestScopes {
  @GET
  @Path("/resolve")
  @Retry(maxRetries = 2, delay = 100, jitter = 50, abortOn = ClientWebApplicationException.class)
  ScopeAnswers.Resolved resolve(
      @QueryParam("type") String type, @QueryParam("ids") List<String> ids);

  @GET
  @Path("/inbox-ends")
  @Retry(maxRetries = 2, delay = 100, jitter = 50, abortOn = ClientWebApplicationException.class)
  InboxEnds inboxEnds(@QueryParam("type") String type);

  @POST
  @Path("/absence")
  @Retry(maxRetries = 2, delay = 100, jitter = 50, abortOn = ClientWebApplicationException.class)
  ScopeAnswers.AbsenceAnswer absence(ScopeAnswers.AbsenceQuestion question);

  @GET
  @Path("/candidates")
  @Retry(maxRetries = 2, delay = 100, jitter = 50, abortOn = ClientWebApplicationException.class)
  List<Candidate> candidates(@QueryParam("q") String text, @QueryParam("limit") int limit);

  @POST
  @Path("/hashed")
  @Retry(maxRetries = 2, delay = 100, jitter = 50, abortOn = ClientWebApplicationException.class)
  List<Candidate> hashed(ScopeAnswers.HashQuestion question);

  @GET
  @Path("/{uid}/entities")
  @Retry(maxRetries = 2, delay = 100, jitter = 50, abortOn = ClientWebApplicationException.class)
  ScopeAnswers.Entities entities(
      @PathParam("uid") UUID uid,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") int limit);

  @GET
  @Path("/{uid}")
  @Retry(maxRetries = 2, delay = 100, jitter = 50, abortOn = ClientWebApplicationException.class)
  Scope byUid(@PathParam("uid") UUID uid);

  @GET
  @Path("/{uid}/children")
  @Retry(maxRetries = 2, delay = 100, jitter = 50, abortOn = ClientWebApplicationException.class)
  ScopeAnswers.Children children(
      @PathParam("uid") UUID uid,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") int limit);
}
