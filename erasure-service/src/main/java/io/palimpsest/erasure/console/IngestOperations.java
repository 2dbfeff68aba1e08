package io.palimpsest.erasure.console;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What operators see and do at ingest-service, each by the operator's own token. */
@Path("/ingest/parked")
@RegisterRestClient(configKey = "ingest")
interface IngestOperations {
  @GET
  JsonNode parked(@HeaderParam("Authorization") String bearer, @QueryParam("limit") int limit);

  @POST
  @Path("/{id}/replay")
  void replay(@HeaderParam("Authorization") String bearer, @PathParam("id") String id);

  @DELETE
  @Path("/{id}")
  void drop(@HeaderParam("Authorization") String bearer, @PathParam("id") String id);
}
