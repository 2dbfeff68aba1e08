package io.palimpsest.ingest.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.palimpsest.access.Roles;
import io.palimpsest.ingest.bulk.LineParser;
import io.palimpsest.ingest.bulk.LineResult;
import io.palimpsest.ingest.entry.ScopePath;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.item.Items;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.registry.Caller;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.registry.TenantDoor;
import io.palimpsest.tenancy.ItemId;
import io.palimpsest.tenancy.ProfileId;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Bulk submission of items. Results are streamed while lines are still read, so a client reads and
 * writes at the same time.
 */
@Path("/organizations/{org}/items:bulk")
@Tag(name = "bulk")
@Consumes({Lines.NDJSON, Lines.JSONL})
@Produces(Lines.NDJSON)
@RolesAllowed({Roles.PRODUCER, Roles.OPERATOR})
public class ItemBulkResource {
  private final BulkDoor bulk;
  private final Items items;
  private final Registry registry;
  private final TenantDoor door;
  private final Callers callers;
  private final ObjectReader lines;

  ItemBulkResource(
      BulkDoor bulk,
      Items items,
      Registry registry,
      TenantDoor door,
      Callers callers,
      ObjectMapper mapper) {
    this.bulk = bulk;
    this.items = items;
    this.registry = registry;
    this.door = door;
    this.callers = callers;
    this.lines = Lines.reader(mapper, ItemLine.class);
  }

  @POST
  @Blocking
  @Operation(summary = "Creates or replaces items, one JSON line each; one result line per line")
  @RequestBodySchema(ItemLine.class)
  public Multi<LineResult> post(@RestPath String org, @Context RoutingContext request) {
    Caller caller = callers.current();
    LineParser<PortfolioItem> parser = parser(door.organization(caller, org).acknowledged());
    return bulk.run(request, caller, "organization:" + org, parser, items::apply);
  }

  private LineParser<PortfolioItem> parser(Tenant<Organization> organization) {
    Map<String, ScopePath> profiles = new HashMap<>();
    return Lines.<ItemLine, PortfolioItem>parser(
        lines,
        ItemLine::itemId,
        line -> {
          ItemId id = new ItemId(TextRules.present("item_id", line.itemId()));
          ProfileId profile = line.item().profile();
          ScopePath path =
              profiles.computeIfAbsent(
                  profile.value(), unseen -> registry.parent(organization, profile));
          return Items.upsert(path, id, line.item().toItem(), line.terms());
        });
  }
}
