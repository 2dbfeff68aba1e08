package io.palimpsest.reembed.http;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.Paging;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.reembed.change.Origin;
import io.palimpsest.reembed.fence.Admissions.UnleasedException;
import io.palimpsest.reembed.intake.Channel;
import io.palimpsest.reembed.park.DropNews;
import io.palimpsest.reembed.park.ParkedRecord;
import io.palimpsest.reembed.park.Parking;
import io.palimpsest.reembed.park.ParkingLot;
import io.palimpsest.sealing.KeysUnavailableException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Records that were set aside. What they say is never shown, only what they are. */
@Path("/parked")
@RolesAllowed(Roles.OPERATOR)
@RunOnVirtualThread
public class ParkedResource {
  private final Parking parking;
  private final ParkingLot lot;
  private final Channel channel;
  private final DropNews dropped;
  private final Paging paging;
  private final CurrentPrincipal caller;

  ParkedResource(
      Parking parking, Channel channel, DropNews dropped, Paging paging, CurrentPrincipal caller) {
    this.parking = parking;
    this.lot = parking.lot();
    this.channel = channel;
    this.dropped = dropped;
    this.paging = paging;
    this.caller = caller;
  }

  /**
   * A parked record.
   *
   * @param id its id
   * @param topic topic that it came from
   * @param partition its partition
   * @param offset its offset
   * @param key its key
   * @param reason why it was set aside
   * @param uids uids of the scopes that hold its entity
   * @param bytes size of its value
   * @param parkedAt when it was set aside
   */
  public record View(
      String id,
      String topic,
      int partition,
      long offset,
      String key,
      String reason,
      List<UUID> uids,
      int bytes,
      Instant parkedAt) {
    static View of(ParkedRecord parked) {
      Origin origin = parked.origin();
      return new View(
          origin.id(),
          origin.topic().topicName(),
          origin.partition(),
          origin.offset(),
          parked.key(),
          parked.reason(),
          parked.uids(),
          parked.payload().size(),
          parked.parkedAt());
    }
  }

  /**
   * A page of parked records.
   *
   * @param items the records
   * @param next to be given as {@code cursor} for the next page, absent on the last one
   */
  public record Page(List<View> items, Optional<String> next) {}

  @GET
  @Operation(summary = "Lists parked records, of one reason or all")
  public Page list(
      @QueryParam("reason") Optional<String> reason,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
    List<View> items =
        lot.page(reason, paging.after(cursor, Function.identity()), limit).stream()
            .map(View::of)
            .toList();
    return new Page(
        items,
        items.size() < limit ? Optional.empty() : Optional.of(paging.cursor(items.getLast().id())));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Shows where a parked record is and why")
  public View show(@PathParam("id") String id) {
    return View.of(find(id));
  }

  @POST
  @Path("/{id}/replay")
  @APIResponse(responseCode = "202", description = "Done")
  @Operation(summary = "Sends a parked record through again")
  public Response replay(@PathParam("id") String id) {
    Optional<String> poison = replay(find(id));
    if (poison.isPresent()) {
      throw new ProblemException(
          409, "parked.still_poison", "The record still cannot be read: " + poison.get() + ".");
    }
    return Response.accepted().build();
  }

  /**
   * What a replay of many did.
   *
   * @param replayed records that are on their way
   * @param poison records that still cannot be read, and stay
   * @param next to be given as {@code cursor} for the next ones, absent when there are none
   */
  public record Replayed(int replayed, int poison, Optional<String> next) {}

  /** Replays a page of records, of one reason or all; repeat with {@code next} for the rest. */
  @POST
  @Path("/replay")
  @Operation(summary = "Sends a page of parked records through again, of one reason or all")
  public Replayed replayAll(
      @QueryParam("reason") Optional<String> reason,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
    List<ParkedRecord> page = lot.page(reason, paging.after(cursor, Function.identity()), limit);
    int poison = (int) page.stream().filter(record -> replay(record).isPresent()).count();
    return new Replayed(
        page.size() - poison,
        poison,
        page.size() < limit
            ? Optional.empty()
            : Optional.of(paging.cursor(page.getLast().origin().id())));
  }

  @DELETE
  @Path("/{id}")
  @APIResponse(responseCode = "204", description = "Done")
  @Operation(summary = "Gives a parked record up for good")
  public Response drop(@PathParam("id") String id) {
    ParkedRecord parked = find(id);
    try {
      parking.giveUp(parked, dropped.told(parked, caller.get().keyId()));
    } catch (UnleasedException unleased) {
      throw unleased();
    }
    return Response.noContent().build();
  }

  private Optional<String> replay(ParkedRecord listed) {
    try {
      return channel.replay(listed.origin());
    } catch (KeysUnavailableException down) {
      throw new ProblemException(
          503, "keys.unavailable", "The key of the record cannot be had now; try again.");
    } catch (UnleasedException unleased) {
      throw unleased();
    }
  }

  private static ProblemException unleased() {
    return new ProblemException(
        503, "fence.no_lease", "It is not known now which scopes are erased; try again.");
  }

  private ParkedRecord find(String id) {
    return Origin.parse(id)
        .flatMap(lot::find)
        .orElseThrow(
            () ->
                new ProblemException(
                    404, "parked.unknown", "There is no parked record with this id."));
  }
}
