package io.palimpsest.erasure.console;

import io.palimpsest.access.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What runs and what was set aside, for operators. */
@Path("/console/operations")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
@RunOnVirtualThread
class OperationPages {
  private static final String PAGE = "/console/operations";

  private final Operations operations;
  private final Visitor visitor;
  private final Pages pages;

  OperationPages(Operations operations, Visitor visitor, Pages pages) {
    this.operations = operations;
    this.visitor = visitor;
    this.pages = pages;
  }

  @GET
  @Operation(summary = "Page: records that were set aside, long work, routes.")
  public String show() {
    return pages.page(
        "operations",
        Map.of(
            "visitor", visitor.shown(),
            "parked", operations.parked(),
            "jobs", operations.jobs(),
            "routes", operations.routes()));
  }

  @POST
  @Path("/replay")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(summary = "Form: tries a record again that was set aside.")
  public Response replay(
      @FormParam("form") @Nullable String form,
      @FormParam("service") String service,
      @FormParam("id") String id) {
    visitor.require(form);
    operations.replay(service, id);
    return See.page(PAGE).build();
  }

  @POST
  @Path("/drop")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(summary = "Form: drops a record for good that was set aside.")
  public Response drop(
      @FormParam("form") @Nullable String form,
      @FormParam("service") String service,
      @FormParam("id") String id) {
    visitor.require(form);
    operations.drop(service, id);
    return See.page(PAGE).build();
  }

  @POST
  @Path("/jobs")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(summary = "Form: pauses, resumes or cancels long work.")
  public Response change(
      @FormParam("form") @Nullable String form,
      @FormParam("service") String service,
      @FormParam("id") String id,
      @FormParam("change") String change) {
    visitor.require(form);
    operations.change(service, id, change);
    return See.page(PAGE).build();
  }
}
