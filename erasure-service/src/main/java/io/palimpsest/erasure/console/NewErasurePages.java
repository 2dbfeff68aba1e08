package io.palimpsest.erasure.console;

import io.palimpsest.access.Roles;
import io.palimpsest.erasure.door.CandidateResource;
import io.palimpsest.erasure.door.ErasureBody;
import io.palimpsest.erasure.door.ErasureResource;
import io.palimpsest.erasure.door.ErasureView;
import io.palimpsest.erasure.plan.Candidate;
import io.palimpsest.event.ErasureReason;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** A new request: found by name, looked at as a plan, then asked for. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class NewErasurePages {
  private static final int MOST = 50;

  private final ErasureResource erasures;
  private final CandidateResource candidates;
  private final Visitor visitor;
  private final Pages pages;

  NewErasurePages(
      ErasureResource erasures, CandidateResource candidates, Visitor visitor, Pages pages) {
    this.erasures = erasures;
    this.candidates = candidates;
    this.visitor = visitor;
    this.pages = pages;
  }

  @GET
  @Path("/erasures/new")
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Page: asks whom a demand is about; erases nothing.")
  public String ask() {
    return page("", List.of());
  }

  @POST
  @Path("/erasures/new")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Form: finds whom a demand is about; the name stands in no address.")
  public String find(
      @FormParam("form") @Nullable String form, @FormParam("q") @DefaultValue("") String text) {
    visitor.require(form);
    String asked = text.strip();
    return page(asked, candidates.find(asked, MOST).candidates());
  }

  private String page(String text, List<Candidate> found) {
    return pages.page(
        "new",
        Map.of(
            "visitor", visitor.shown(), "text", text, "found", found, "types", ScopeField.TYPES));
  }

  @POST
  @Path("/erasures/preview")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Form: asks for the plan alone.")
  public Response preview(
      @FormParam("form") @Nullable String form,
      @FormParam("type") @Nullable String type,
      @FormParam("ids") @Size(max = 400) @Nullable String ids) {
    visitor.require(form);
    return accepted(
        new ErasureBody(
            null,
            ScopeField.read(type, ids),
            null,
            null,
            null,
            false,
            false,
            false,
            true,
            false,
            null));
  }

  @POST
  @Path("/erasures")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Form: asks for the erasure.")
  public Response request(
      @FormParam("form") @Nullable String form,
      @FormParam("request_id") @Nullable UUID id,
      @FormParam("type") @Nullable String type,
      @FormParam("ids") @Size(max = 400) @Nullable String ids,
      @FormParam("reason") @Nullable ErasureReason reason,
      @FormParam("received") @Nullable String received,
      @FormParam("external_reference") @Nullable String reference,
      @FormParam("external_reference_personal") @Nullable String personal,
      @FormParam("export") @Nullable String export,
      @FormParam("suppress") @Nullable String suppress) {
    visitor.require(form);
    String external = reference == null || reference.isBlank() ? null : reference.strip();
    return accepted(
        new ErasureBody(
            id,
            ScopeField.read(type, ids),
            reason,
            DayField.read("received", received),
            external,
            personal != null,
            export != null,
            false,
            false,
            suppress != null,
            null));
  }

  private Response accepted(ErasureBody body) {
    try (Response answer = erasures.create(body, null)) {
      return See.request(((ErasureView) answer.getEntity()).requestId());
    }
  }
}
