package io.palimpsest.erasure.console;

import io.palimpsest.access.Roles;
import io.palimpsest.erasure.door.CertificateResource;
import io.palimpsest.erasure.door.DecisionResource;
import io.palimpsest.erasure.door.ErasureResource;
import io.palimpsest.erasure.door.ErasureView;
import io.palimpsest.erasure.door.ExportResource;
import io.palimpsest.erasure.door.HandlingView;
import io.palimpsest.erasure.door.WorklistResource;
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
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Requests, and what people decide about one. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class ErasurePages {
  private final ErasureResource erasures;
  private final CertificateResource certificates;
  private final DecisionResource decisions;
  private final WorklistResource worklist;
  private final ExportResource exports;
  private final Visitor visitor;
  private final Pages pages;

  ErasurePages(
      ErasureResource erasures,
      CertificateResource certificates,
      DecisionResource decisions,
      WorklistResource worklist,
      ExportResource exports,
      Visitor visitor,
      Pages pages) {
    this.erasures = erasures;
    this.certificates = certificates;
    this.decisions = decisions;
    this.worklist = worklist;
    this.exports = exports;
    this.visitor = visitor;
    this.pages = pages;
  }

  @GET
  @Path("/erasures/{id}")
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR})
  @Operation(summary = "Page: one request.")
  public String show(@PathParam("id") String id) {
    ErasureView view = erasures.get(id, null);
    String entry = view.certificate() == null ? null : certificates.entry(id);
    HandlingView handling = worklist.handling(id);
    RequestPage page =
        new RequestPage(
            view, handling, Story.of(view, handling, pages.words()), entry, UUID.randomUUID());
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

  @POST
  @Path("/erasures/{id}/appeal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Form: opens a request again that was refused.")
  public Response appeal(
      @PathParam("id") String id,
      @FormParam("form") @Nullable String form,
      @FormParam("type") @Nullable String type,
      @FormParam("ids") @Size(max = 400) @Nullable String ids) {
    visitor.require(form);
    decisions.appeal(id, new DecisionResource.AppealBody(ScopeField.read(type, ids)));
    return See.request(id);
  }

  @POST
  @Path("/erasures/{id}/assignee")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Form: gives a request to somebody, or to nobody.")
  public Response assign(
      @PathParam("id") String id,
      @FormParam("form") @Nullable String form,
      @FormParam("assignee") @Nullable String assignee) {
    visitor.require(form);
    String whose = assignee == null || assignee.isBlank() ? null : assignee.strip();
    worklist.assign(id, new WorklistResource.AssigneeBody(whose));
    return See.request(id);
  }

  @POST
  @Path("/erasures/{id}/notes")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Form: leaves a note for colleagues.")
  public Response note(
      @PathParam("id") String id,
      @FormParam("form") @Nullable String form,
      @FormParam("text") String text) {
    visitor.require(form);
    worklist.note(id, new WorklistResource.NoteBody(text));
    return See.request(id);
  }

  @POST
  @Path("/erasures/{id}/export-link")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Form: makes the link to the export, and shows it once.")
  public String exportLink(@PathParam("id") String id, @FormParam("form") @Nullable String form) {
    visitor.require(form);
    ErasureView view = erasures.get(id, null);
    return pages.page(
        "export", Map.of("visitor", visitor.shown(), "view", view, "export", exports.link(id)));
  }
}
