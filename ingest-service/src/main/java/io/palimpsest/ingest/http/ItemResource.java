package io.palimpsest.ingest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.access.Paging;
import io.palimpsest.access.Roles;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Precondition;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.item.Items;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.registry.TenantDoor;
import io.palimpsest.ingest.store.EntryQuery;
import io.palimpsest.tenancy.ItemId;
import io.palimpsest.tenancy.ProfileId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Portfolio items of an organization. */
@Path("/organizations/{org}/items")
@Tag(name = "items")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ItemResource {
  static final String MERGE_PATCH = "application/merge-patch+json";

  private static final int PATCH_ATTEMPTS = 5;
  private static final int STALE = 412;

  private final Items items;
  private final Registry registry;
  private final TenantDoor door;
  private final Callers callers;
  private final RequestTerms terms;
  private final Pages pages;
  private final ItemPatch patching;
  private final Paging paging;

  ItemResource(
      Items items,
      Registry registry,
      TenantDoor door,
      Callers callers,
      RequestTerms terms,
      Pages pages,
      ItemPatch patching,
      Paging paging) {
    this.items = items;
    this.registry = registry;
    this.door = door;
    this.callers = callers;
    this.terms = terms;
    this.pages = pages;
    this.patching = patching;
    this.paging = paging;
  }

  @PUT
  @Path("/{item}")
  @RolesAllowed({Roles.PRODUCER, Roles.OPERATOR})
  @Operation(summary = "Creates or replaces an item")
  @APIResponseSchema(Written.class)
  public Response put(@RestPath String org, @RestPath String item, @Nullable ItemRequest request) {
    Tenant<Organization> organization = organization(org);
    ItemRequest given = TextRules.present("body", request);
    ItemId id = new ItemId(item);
    return Written.answer(
        items.apply(
            Items.upsert(
                registry.parent(organization, given.profile()),
                id,
                given.toItem(),
                terms.current())));
  }

  @PATCH
  @Path("/{item}")
  @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
  @RolesAllowed({Roles.PRODUCER, Roles.OPERATOR})
  @Operation(summary = "Changes the named fields of an item (RFC 7396)")
  @APIResponseSchema(Written.class)
  public Response patch(@RestPath String org, @RestPath String item, @Nullable ObjectNode patch)
      throws JsonProcessingException {
    Tenant<Organization> organization = organization(org).acknowledged();
    ItemId id = new ItemId(item);
    ObjectNode given = TextRules.present("body", patch);
    Terms asked = terms.current().asking(patching.digest(given));
    Optional<Outcome> before = items.repeated(organization.path(), id, asked);
    return Written.answer(
        before.isPresent() ? before.get() : patch(organization, id, given, asked));
  }

  private Outcome patch(Tenant<Organization> organization, ItemId id, ObjectNode given, Terms asked)
      throws JsonProcessingException {
    Outcome outcome = patchOnce(organization, id, given, asked);
    for (int again = 1; again < PATCH_ATTEMPTS && lostRace(outcome, asked); again++) {
      outcome = patchOnce(organization, id, given, asked);
    }
    return outcome;
  }

  @GET
  @Path("/{item}")
  @RolesAllowed({Roles.PRODUCER, Roles.READER, Roles.OPERATOR})
  @Operation(summary = "Shows an item, and whether a search finds it")
  @APIResponseSchema(ItemView.class)
  public Response get(@RestPath String org, @RestPath String item) {
    Entry<PortfolioItem> entry = live(organization(org), new ItemId(item));
    return Response.ok(ItemView.of(entry))
        .header(HttpHeaders.ETAG, EntityTags.of(entry.head().revision()))
        .build();
  }

  @DELETE
  @Path("/{item}")
  @RolesAllowed({Roles.PRODUCER, Roles.OPERATOR})
  @Operation(summary = "Deletes an item; revisions go on when it is created again")
  @APIResponseSchema(Written.class)
  public Response delete(@RestPath String org, @RestPath String item) {
    return Written.answer(
        items.apply(Items.delete(organization(org).path(), new ItemId(item), terms.current())));
  }

  @GET
  @RolesAllowed({Roles.PRODUCER, Roles.READER, Roles.OPERATOR})
  @Operation(summary = "Lists live items, of one profile or all, embedded or not or all")
  public Page<ItemView> list(
      @RestPath String org,
      @RestQuery @Nullable String cursor,
      @RestQuery @DefaultValue("100") int limit,
      @RestQuery @Nullable Boolean embedded,
      @RestQuery("profile_id") @Nullable String profile) {
    UUID under = under(organization(org), profile);
    EntryQuery query =
        new EntryQuery(
            Optional.of(under),
            paging.after(cursor),
            Optional.ofNullable(embedded),
            Paging.limit(limit));
    return pages.of(items.page(query), limit, ItemView::of);
  }

  private Outcome patchOnce(
      Tenant<Organization> organization, ItemId id, ObjectNode patch, Terms asked)
      throws JsonProcessingException {
    Entry<PortfolioItem> entry = live(organization, id);
    PortfolioItem item = patching.apply(Objects.requireNonNull(entry.state()), patch);
    return items.apply(
        Items.upsert(entry.head().path().parent(), id, item, patchTerms(entry, asked)));
  }

  /** A patch is made for one revision: without a stated one, for the one that was just read. */
  private static Terms patchTerms(Entry<PortfolioItem> entry, Terms asked) {
    return asked.precondition() instanceof Precondition.None
        ? asked.when(Precondition.ofRevision(entry.head().revision()))
        : asked;
  }

  private static boolean lostRace(Outcome outcome, Terms asked) {
    return asked.precondition() instanceof Precondition.None
        && outcome instanceof Outcome.Refused refused
        && refused.refusal().status() == STALE;
  }

  private UUID under(Tenant<Organization> organization, @Nullable String profile) {
    return profile == null
        ? organization.head().uid()
        : registry.parent(organization, new ProfileId(profile)).last().uid();
  }

  private Entry<PortfolioItem> live(Tenant<Organization> organization, ItemId id) {
    return items
        .find(organization.path(), id)
        .orElseThrow(() -> new RefusedException(Refusal.notFound()));
  }

  private Tenant<Organization> organization(String org) {
    return door.organization(callers.current(), org);
  }
}
