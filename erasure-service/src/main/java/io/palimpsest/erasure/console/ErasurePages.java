package io.palimpsest.erasure.console;

import io.palimpsest.access.Roles;
import io.palimpsest.erasure.door.CertificateResource;
import io.palimpsest.erasure.door.DecisionResource;
import io.palimpsest.erasure.door.ErasureResource;
import io.palimpsest.erasure.door.ErasureView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Requests, and what people decide about one. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class ErasurePages {
  private static final int PAGE = 50;

  private final ErasureResource erasures;
  private final CertificateResource certificates;
  private final DecisionResource decisions;
  private final Visitor visitor;
  private final Pages pages;

  ErasurePages(
      ErasureResource erasures,
      CertificateResource certificates,
      DecisionResource decisions,
      Visitor visitor,
      Pages pages) {
    this.erasures = erasures;
    this.certificates = certificates;
    this.decisions = decisions;
    this.visitor = visitor;
    this.pages = pages;
  }

  @GET
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR})
  @Operation(summary = "Page: requests, newest first.")
  public String list(@QueryParam("cursor") @Nullable UUID cursor) {
    ErasureView.Page page = erasures.list(cursor, PAGE);
    return pages.page("requests", Map.of("visitor", visitor.shown(), "page", page));
  }

  @GET
  @Path("/erasures/{id}")
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR})
  @Operation(summary = "Page: one request.")
  public String show(@PathParam("id") String id) {
    ErasureView view = erasures.get(id, null);
    String entry = view.certificate() == null ? null : certificates.entry(id);
    RequestPage page = new RequestPage(view, entry, UUID.randomUUID());
    return pages.page("request", Map.of("visitor", visitor.shown(), "page", page));
  }

  @POST
  @Path("/erasures/{id}/approve")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Form: approves exactly the plan that the page showed.")
  public Response approve(
      @PathParam("id") String id,
      @FormParam("form") @Nullable String form,
      @FormParam("digest") String digest) {
    visitor.require(form);
    decisions.approve(id, new DecisionResource.ApprovalBody(digest));
    return See.request(id);
  }

  @POST
  @Path("/erasures/{id}/reject")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Form: refuses a request.")
  public Response reject(
      @PathParam("id") String id,
      @FormParam("form") @Nullable String form,
      @FormParam("reason") String reason,
      @FormParam("text") @Nullable String text) {
    visitor.require(form);
    decisions.reject(
        id, new DecisionResource.RefusalBody(reason, text == null || text.isBlank() ? null : text));
    return See.request(id);
  }

  @POST
  @Path("/erasures/{id}/cancel")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Form: takes a request back.")
  public Response cancel(@PathParam("id") String id, @FormParam("form") @Nullable String form) {
    visitor.require(form);
    decisions.cancel(id);
    return See.request(id);
  }

  @POST
  @Path("/erasures/{id}/extend")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Form: extends the legal deadline, once.")
  public Response extend(
      @PathParam("id") String id,
      @FormParam("form") @Nullable String form,
      @FormParam("reason") String reason) {
    visitor.require(form);
    decisions.extend(id, new DecisionResource.ReasonBody(reason));
    return See.request(id);
  }
}
