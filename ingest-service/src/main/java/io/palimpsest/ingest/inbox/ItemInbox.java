package io.palimpsest.ingest.inbox;

import io.palimpsest.event.PortfolioItemState;
import io.palimpsest.event.PortfolioItemSubmitted;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Origin;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.ScopePath;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.inbox.ParkedSubmission.Claim;
import io.palimpsest.ingest.item.Items;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.registry.Caller;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.registry.TenantDoor;
import io.palimpsest.tenancy.ItemId;
import io.palimpsest.tenancy.ProfileId;
import io.palimpsest.topic.Topic;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Submitted portfolio items. */
@Singleton
final class ItemInbox implements Inbox<PortfolioItemSubmitted, PortfolioItem> {
  private final Items items;
  private final Registry registry;
  private final TenantDoor door;

  ItemInbox(Items items, Registry registry, TenantDoor door) {
    this.items = items;
    this.registry = registry;
    this.door = door;
  }

  @Override
  public Topic topic() {
    return Topic.INBOX_PORTFOLIO;
  }

  @Override
  public Class<PortfolioItemSubmitted> type() {
    return PortfolioItemSubmitted.class;
  }

  @Override
  public UUID eventId(PortfolioItemSubmitted event) {
    return event.getEventId();
  }

  @Override
  public Claim claim(PortfolioItemSubmitted event) {
    return new Claim(event.getOrgId(), event.getProfileId(), event.getItemId());
  }

  @Override
  public @Nullable UUID admission(PortfolioItemSubmitted event) {
    return event.getAdmission();
  }

  @Override
  public Change<PortfolioItem> change(PortfolioItemSubmitted event, Caller caller, Origin origin) {
    Tenant<Organization> organization = door.organization(caller, event.getOrgId());
    ScopePath profile = registry.parent(organization, new ProfileId(event.getProfileId()));
    Admissions.check(event.getAdmission(), profile);
    ItemId id = new ItemId(event.getItemId());
    Terms terms = SubmittedTerms.of(event.getIfRevision(), origin);
    return switch (event.getChange()) {
      case UPSERT -> Items.upsert(profile, id, item(event), terms);
      case DELETE -> Items.delete(organization.path(), id, terms);
      case UNKNOWN -> throw TextRules.invalid("change", "is UPSERT or DELETE");
    };
  }

  @Override
  public List<Outcome> apply(List<Change<PortfolioItem>> changes) {
    return items.apply(changes);
  }

  private static PortfolioItem item(PortfolioItemSubmitted event) {
    PortfolioItemState state = TextRules.present("item", event.getItem());
    return PortfolioItem.checked(
        state.getCompanyName(),
        state.getDeliverables(),
        state.getSkills(),
        state.getPortfolioUrl(),
        state.getIndustry());
  }
}
