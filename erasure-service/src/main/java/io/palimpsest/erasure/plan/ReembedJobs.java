package io.palimpsest.erasure.plan;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The internal endpoint of reembed-service that starts reconciles (docs/api/internal.md). */
@Path("/internal/reconciles")
@RegisterRestClient(configKey = "reembed")
@ClientHeaderParam(name = "Authorization", value = "Bearer ${palimpsest.service-token}")
interface ReembedJobs {
  @POST
  void reconcile(@QueryParam("tenant") @Nullable String tenant, @QueryParam("erased") UUID erased);
}
