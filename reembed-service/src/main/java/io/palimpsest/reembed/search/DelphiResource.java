package io.palimpsest.reembed.search;

import io.palimpsest.access.Access;
import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.Roles;
import io.palimpsest.event.AccessAction;
import io.palimpsest.reembed.find.Place;
import io.palimpsest.reembed.find.Places;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.TwinId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Search among the sources of the token's creator. */
@Path("/delphi")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DelphiResource {
  private final CurrentPrincipal principal;
  private final Places places;
  private final Searcher searcher;
  private final Accesses accesses;
  private final OwnWrites ownWrites;

  DelphiResource(
      CurrentPrincipal principal,
      Places places,
      Searcher searcher,
      Accesses accesses,
      OwnWrites ownWrites) {
    this.principal = principal;
    this.places = places;
    this.searcher = searcher;
    this.accesses = accesses;
    this.ownWrites = ownWrites;
  }

  @POST
  @Path("/search")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.READER)
  @Operation(summary = "Searches in one twin")
  public SearchAnswer search(@Nullable DelphiSearch body) {
    DelphiSearch request = Bodies.required(body);
    Question question = request.question();
    TwinId twin = request.twin();
    Optional<MinRevision> awaited = request.awaited();
    Principal asking = principal.get();
    return accesses.logged(
        asking,
        AccessAction.SEARCH,
        tenant(asking),
        () -> {
          Place place = places.twin(asking, twin);
          awaited.ifPresent(revision -> ownWrites.await(place, revision));
          return searcher.search(List.of(place), question);
        });
  }

  @POST
  @Path("/search-cross-twin")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.READER)
  @Operation(summary = "Searches in all twins of the creator, or in those that are named")
  public SearchAnswer searchCrossTwin(@Nullable CrossTwinSearch body) {
    CrossTwinSearch request = Bodies.required(body);
    Question question = request.question();
    Optional<List<TwinId>> named = request.twins();
    Principal asking = principal.get();
    return accesses.logged(
        asking,
        AccessAction.SEARCH_CROSS_TWIN,
        tenant(asking),
        () -> searcher.search(where(asking, named), question));
  }

  @GET
  @Path("/twins")
  @RolesAllowed(Roles.READER)
  @Operation(summary = "Lists the twins of the creator")
  public TwinList twins() {
    Principal asking = principal.get();
    CreatorId creator = places.creatorOf(asking);
    return new TwinList(
        creator.value(),
        places.twins(asking).stream()
            .map(twin -> new TwinList.Twin(twin.value(), new Namespace.Twin(creator, twin).name()))
            .toList());
  }

  private List<Place> where(Principal asking, Optional<List<TwinId>> named) {
    return named
        .map(twins -> places.twins(asking, twins))
        .orElseGet(() -> places.everywhere(asking));
  }

  private static String tenant(Principal asking) {
    return asking.creator().map(Access::tenant).orElse(Accesses.NO_TENANT);
  }
}
