package io.palimpsest.erasure.door;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.Paging;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Handlings;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.model.Shelf;
import io.palimpsest.tenancy.Principal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Requests as people work through them. */
@Path("/erasures")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WorklistResource {
  /** So many that wait for one person are looked at; what is due first is among them. */
  private static final int MOST = 200;

  private final Requests requests;
  private final Handlings handlings;
  private final Lookup lookup;
  private final Rights rights;
  private final Views views;
  private final Desk desk;
  private final Paging paging;
  private final CurrentPrincipal caller;

  WorklistResource(
      Requests requests,
      Handlings handlings,
      Lookup lookup,
      Rights rights,
      Views views,
      Desk desk,
      Paging paging,
      CurrentPrincipal caller) {
    this.requests = requests;
    this.handlings = handlings;
    this.lookup = lookup;
    this.rights = rights;
    this.views = views;
    this.desk = desk;
    this.paging = paging;
    this.caller = caller;
  }

  /**
   * What to look for.
   *
   * @param text a request's id or reference, or the number of a case
   */
  public record SearchBody(@NotBlank @Size(max = 256) String text) {}

  /**
   * Whose a request is.
   *
   * @param assignee key id; null for nobody's
   */
  public record AssigneeBody(
      @Pattern(regexp = "[A-Za-z0-9._-]{1,128}") @Nullable String assignee) {}

  /**
   * A note.
   *
   * @param text in words; it names nobody
   */
  public record NoteBody(@NotBlank @Size(max = 500) String text) {}

  @GET
  @Path("/worklist")
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR})
  @Operation(
      summary =
          "Lists requests to work at: under way or awaiting a consent with what is due first,"
              + " ended ones and previews newest first.")
  public WorklistView list(
      @QueryParam("shelf") @DefaultValue("UNDER_WAY") Shelf shelf,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    Principal principal = caller.get();
    String key = shelf + ":";
    UUID after = paging.after(cursor, text -> id(key, text)).orElse(null);
    List<ErasureRequest> page = requests.on(shelf, rights.listed(principal), after, limit);
    return view(page, page.size() < limit ? null : paging.cursor(key + page.getLast().id()));
  }

  @GET
  @Path("/worklist/mine")
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR})
  @Operation(
      summary = "What waits for the caller's consent or is the caller's, what is due first first.")
  public WorklistView mine() {
    Principal principal = caller.get();
    Set<String> tenants = rights.listed(principal);
    Stream<ErasureRequest> consents =
        requests.on(Shelf.AWAITING, tenants, null, MOST).stream()
            .filter(request -> desk.mayConsent(request, principal));
    Stream<ErasureRequest> assigned =
        handlings.assignedTo(principal.keyId(), MOST).stream()
            .flatMap(id -> requests.find(id).stream())
            .filter(request -> !request.ended() && rights.sees(principal, request));
    List<ErasureRequest> mine =
        Stream.concat(consents, assigned)
            .collect(Collectors.toMap(ErasureRequest::id, Function.identity(), (one, other) -> one))
            .values()
            .stream()
            .sorted(Comparator.comparing(ErasureRequest::dueAt).thenComparing(ErasureRequest::id))
            .toList();
    return view(mine, null);
  }

  @POST
  @Path("/search")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR})
  @Operation(summary = "Finds requests by id, by reference in the log, or by number of the case.")
  public WorklistView search(@NotNull @Valid SearchBody body) {
    String text = body.text().strip();
    Principal principal = caller.get();
    if (Lookup.isName(text)) {
      try {
        return view(List.of(lookup.visible(principal, text)), null);
      } catch (ProblemException notFound) {
        return view(List.of(), null);
      }
    }
    return view(requests.referenced(text, rights.listed(principal), MOST), null);
  }

  @GET
  @Path("/{id}/handling")
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR})
  @Operation(summary = "Who works at a request, and what people did.")
  public HandlingView handling(@PathParam("id") String id) {
    return desk.view(visible(id), caller.get());
  }

  @PUT
  @Path("/{id}/assignee")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Gives a request to somebody, or to nobody.")
  public HandlingView assign(@PathParam("id") String id, @NotNull @Valid AssigneeBody body) {
    ErasureRequest request = visible(id);
    desk.assign(request, caller.get(), body.assignee());
    return desk.view(request, caller.get());
  }

  @POST
  @Path("/{id}/notes")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Leaves a note for colleagues; it names nobody.")
  public HandlingView note(@PathParam("id") String id, @NotNull @Valid NoteBody body) {
    ErasureRequest request = visible(id);
    desk.note(request, caller.get(), body.text().strip());
    return desk.view(request, caller.get());
  }

  private static UUID id(String key, String text) {
    if (!text.startsWith(key)) {
      throw new IllegalArgumentException("of another shelf");
    }
    return UUID.fromString(text.substring(key.length()));
  }

  private WorklistView view(List<ErasureRequest> page, @Nullable String next) {
    Function<ErasureRequest, HandlingView> handling = desk.views(page, caller.get());
    return new WorklistView(
        page.stream()
            .map(request -> new WorklistView.Row(views.of(request), handling.apply(request)))
            .toList(),
        next);
  }

  private ErasureRequest visible(String id) {
    return lookup.visible(caller.get(), id);
  }
}
