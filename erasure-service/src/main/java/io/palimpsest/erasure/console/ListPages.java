package io.palimpsest.erasure.console;

import io.palimpsest.access.Roles;
import io.palimpsest.erasure.door.ListResource;
import io.palimpsest.erasure.door.ListResult;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Lists of demands: a result for each line. */
@Path("/console/lists")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.COMPLIANCE)
@RunOnVirtualThread
class ListPages {
  private static final int LONGEST = 60_000;

  private final ListResource lists;
  private final Visitor visitor;
  private final Pages pages;

  ListPages(ListResource lists, Visitor visitor, Pages pages) {
    this.lists = lists;
    this.visitor = visitor;
    this.pages = pages;
  }

  @GET
  @Operation(summary = "Page: takes a list of demands.")
  public String ask() {
    return page("", List.of());
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(summary = "Form: asks for an erasure per line; shows a result per line.")
  public String accept(
      @FormParam("form") @Nullable String form,
      @FormParam("list") @Nullable String list,
      @FormParam("lines") @DefaultValue("") @Size(max = LONGEST) String lines) {
    visitor.require(form);
    return page(list == null ? "" : list.strip(), lists.accept(list, lines));
  }

  private String page(String list, List<ListResult> results) {
    Map<ListResult.Result, Long> totals =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    (Function<ListResult, ListResult.Result>) ListResult::result,
                    TreeMap::new,
                    Collectors.counting()));
    return pages.page(
        "lists",
        Map.of("visitor", visitor.shown(), "list", list, "results", results, "totals", totals));
  }
}
