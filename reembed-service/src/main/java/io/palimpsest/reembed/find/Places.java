package io.palimpsest.reembed.find;

import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.tenancy.TenantGuard;
import io.palimpsest.tenancy.TenantIsolationException;
import io.palimpsest.tenancy.TenantScope;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.TenantHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds where a principal may look. What is foreign, unknown, closed or fenced is refused alike, by
 * {@link TenantIsolationException}, so that nobody learns which of them it is.
 */
public final class Places {
  private final Registry registry;
  private final TenantGuard guard;
  private final Fences fences;

  /**
   * @param registry the tenants
   * @param fences what is hidden already
   */
  public Places(Registry registry, Fences fences) {
    this.registry = registry;
    this.guard = new TenantGuard(registry);
    this.fences = fences;
  }

  /** The creator that the principal speaks for. */
  public CreatorId creatorOf(Principal principal) {
    return principal.creator().orElseThrow(TenantIsolationException::new);
  }

  /** One twin of the principal's creator. */
  public Place twin(Principal principal, TwinId twin) {
    CreatorId creator = creatorOf(principal);
    return twin(principal, creator, twin).orElseThrow(TenantIsolationException::new);
  }

  /** The twins named, each of which must be there. */
  public List<Place> twins(Principal principal, List<TwinId> twins) {
    return twins.stream().map(twin -> twin(principal, twin)).toList();
  }

  /** Every twin of the principal's creator, and what belongs to none of them. */
  public List<Place> everywhere(Principal principal) {
    CreatorId creator = creatorOf(principal);
    UUID creatorUid = open(registry.creator(creator)).uid();
    List<Place> places = new ArrayList<>();
    for (TwinId twin : registry.twinsOf(creator)) {
      twin(principal, creator, twin).ifPresent(places::add);
    }
    places.add(place(principal, new Namespace.CreatorWide(creator), Owner.ofCreator(creatorUid)));
    return places;
  }

  /** The creator's twins that can be searched, by id. */
  public List<TwinId> twins(Principal principal) {
    CreatorId creator = creatorOf(principal);
    open(registry.creator(creator));
    return registry.twinsOf(creator).stream()
        .filter(twin -> registry.twin(creator, twin).filter(this::isVisible).isPresent())
        .toList();
  }

  /** The items of an organization that the principal speaks for. */
  public Place portfolio(Principal principal, OrganizationId organization) {
    TenantScope scope = open(registry.organization(organization));
    return scope
        .slug()
        .map(Namespace.Portfolio::new)
        .map(namespace -> place(principal, namespace, Owner.ofOrganization(scope.uid())))
        .orElseThrow(TenantIsolationException::new);
  }

  private Optional<Place> twin(Principal principal, CreatorId creator, TwinId twin) {
    return registry
        .twin(creator, twin)
        .filter(this::isVisible)
        .map(
            scope ->
                place(
                    principal,
                    new Namespace.Twin(creator, twin),
                    Owner.ofTwin(scope.parents().getFirst(), scope.uid())));
  }

  private Place place(Principal principal, Namespace namespace, Owner owner) {
    return new Place(TenantHandle.of(guard, principal, namespace), owner);
  }

  private TenantScope open(Optional<TenantScope> scope) {
    return scope.filter(this::isVisible).orElseThrow(TenantIsolationException::new);
  }

  private boolean isVisible(TenantScope scope) {
    List<UUID> path = new ArrayList<>(scope.parents());
    path.add(scope.uid());
    return !fences.isFenced(path);
  }
}
