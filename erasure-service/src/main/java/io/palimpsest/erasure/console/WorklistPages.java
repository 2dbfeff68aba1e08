package io.palimpsest.erasure.console;

import io.palimpsest.access.Roles;
import io.palimpsest.erasure.door.WorklistResource;
import io.palimpsest.erasure.door.WorklistView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Requests to work at, and the search for one. What is searched stands in no address. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class WorklistPages {
  private static final int PAGE = 15;

  private final WorklistResource worklist;
  private final Visitor visitor;
  private final Pages pages;

  WorklistPages(WorklistResource worklist, Visitor visitor, Pages pages) {
    this.worklist = worklist;
    this.visitor = visitor;
    this.pages = pages;
  }

  @GET
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR, Roles.OPERATOR})
  @Operation(summary = "Page: requests to work at, what is due first first; where others begin.")
  public Response list(
      @QueryParam("show") @DefaultValue("UNDER_WAY") ShelfTab tab,
      @QueryParam("cursor") @Nullable String cursor) {
    if (!visitor.shown().reads()) {
      return See.page("/console/operations").build();
    }
    WorklistView page =
        tab.shelf().map(shelf -> worklist.list(shelf, cursor, PAGE)).orElseGet(worklist::mine);
    return Response.ok(page(page, tab.name(), "")).build();
  }

  @POST
  @Path("/search")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR})
  @Operation(summary = "Form: finds requests by id, reference or number of the case.")
  public Response search(
      @FormParam("form") @Nullable String form, @FormParam("text") @DefaultValue("") String text) {
    visitor.require(form);
    WorklistView found = worklist.search(new WorklistResource.SearchBody(text));
    return found.rows().size() == 1
        ? See.request(found.rows().getFirst().request().requestId())
        : Response.ok(page(found, "", text.strip())).build();
  }

  private String page(WorklistView page, String tab, String text) {
    return pages.page(
        "requests",
        Map.of(
            "visitor", visitor.shown(),
            "page", page,
            "tab", tab,
            "tabs", ShelfTab.values(),
            "text", text));
  }
}
