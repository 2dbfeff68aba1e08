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
@Path("/")
@RegisterRestClient(configKey = "ingest")
interface IngestOperations {
  @GET
  @Path("ingest/parked")
  JsonNode parked(@HeaderParam("Authorization") String bearer, @QueryParam("limit") int limit);

  @POST
  @Path("ingest/parked/{id}/replay")
  void replay(@HeaderParam("Authorization") String bearer, @PathParam("id") String id);

  @DELETE
  @Path("ingest/parked/{id}")
  void drop(@HeaderParam("Authorization") String bearer, @PathParam("id") String id);

  /** The migration of the portfolio that began last. */
  @GET
  @Path("migrations/portfolio")
  JsonNode migration(@HeaderParam("Authorization") String bearer);

  @GET
  @Path("migrations/jobs/{id}")
  JsonNode job(@HeaderParam("Authorization") String bearer, @PathParam("id") String id);

  @POST
  @Path("migrations/jobs/{id}/{change}")
  void change(
      @HeaderParam("Authorization") String bearer,
      @PathParam("id") String id,
      @PathParam("change") String change);
}
