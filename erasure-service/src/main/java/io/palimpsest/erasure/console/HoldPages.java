package io.palimpsest.erasure.console;

import io.palimpsest.access.Roles;
import io.palimpsest.erasure.door.HoldResource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Legal holds. */
@Path("/console/holds")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class HoldPages {
  private static final String PAGE = "/console/holds";
  private static final int SHOWN = 200;

  private final HoldResource holds;
  private final Visitor visitor;
  private final Pages pages;

  HoldPages(HoldResource holds, Visitor visitor, Pages pages) {
    this.holds = holds;
    this.visitor = visitor;
    this.pages = pages;
  }

  @GET
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR})
  @Operation(summary = "Page: holds that last.")
  public String list() {
    return pages.page(
        "holds",
        Map.of(
            "visitor",
            visitor.shown(),
            "holds",
            holds.list(null, SHOWN, null, List.of()),
            "types",
            ScopeField.TYPES));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Form: places a hold.")
  public Response place(
      @FormParam("form") @Nullable String form,
      @FormParam("type") @Nullable String type,
      @FormParam("ids") @Size(max = 400) @Nullable String ids,
      @FormParam("basis") String basis,
      @FormParam("review") @Nullable String review) {
    visitor.require(form);
    holds.place(
        new HoldResource.HoldBody(
            ScopeField.read(type, ids), basis, DayField.read("review", review)));
    return See.page(PAGE).build();
  }

  @POST
  @Path("/{id}/release")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Form: releases a hold.")
  public Response release(@PathParam("id") UUID id, @FormParam("form") @Nullable String form) {
    visitor.require(form);
    holds.release(id);
    return See.page(PAGE).build();
  }
}
