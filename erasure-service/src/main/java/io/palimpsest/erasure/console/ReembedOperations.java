package io.palimpsest.erasure.console;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** What operators see and do at reembed-service, each by the operator's own token. */
@Path("/")
@RegisterRestClient(configKey = "reembed")
interface ReembedOperations {
  @GET
  @Path("parked")
  JsonNode parked(@HeaderParam("Authorization") String bearer, @QueryParam("limit") int limit);

  @POST
  @Path("parked/{id}/replay")
  void replay(@HeaderParam("Authorization") String bearer, @PathParam("id") String id);

  @DELETE
  @Path("parked/{id}")
  void drop(@HeaderParam("Authorization") String bearer, @PathParam("id") String id);

  @GET
  @Path("jobs")
  JsonNode jobs(@HeaderParam("Authorization") String bearer, @QueryParam("limit") int limit);

  @POST
  @Path("jobs/{id}/{change}")
  void change(
      @HeaderParam("Authorization") String bearer,
      @PathParam("id") String id,
      @PathParam("change") String change);

  @GET
  @Path("routes")
  JsonNode routes(@HeaderParam("Authorization") String bearer);

  @GET
  @Path("tenants")
  JsonNode tenants(
      @HeaderParam("Authorization") String bearer,
      @QueryParam("tenant") @Nullable String tenant,
      @QueryParam("after") @Nullable UUID after,
      @QueryParam("limit") int limit,
      @QueryParam("hours") int hours);

  @GET
  @Path("tenants/{uid}")
  JsonNode tenant(
      @HeaderParam("Authorization") String bearer,
      @PathParam("uid") UUID uid,
      @QueryParam("hours") int hours);
}
