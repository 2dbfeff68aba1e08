package io.palimpsest.erasure.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.ws.rs.GET;
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

/** The internal endpoints of reembed-service about scopes (docs/api/internal.md). */
@Path("/internal/scopes")
@RegisterRestClient(configKey = "reembed")
@ClientHeaderParam(name = "Authorization", value = "Bearer ${palimpsest.service-token}")
interface ReembedScopes {
  @GET
  @Path("/{uid}/places")
  @Retry(maxRetries = 2, delay = 100, jitter = 50, abortOn = ClientWebApplicationException.class)
  Places places(
      @PathParam("uid") UUID uid,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") int limit);

  /**
   * A page of places.
   *
   * @param places where vectors are
   * @param next cursor of the next page, null at the end
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Places(List<LedgerPlaces.Place> places, @Nullable String next) {}
}
