package io.palimpsest.ingest.registry;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.palimpsest.fencing.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.bson.Document;

/**
 * The profiles that count against an organization's plan. A seat is taken by compare-and-set before
 * its profile is written, and held by another one after, before anybody is told: so two writers at
 * once never exceed the plan, however long one of them pauses. A seat whose profile is not live
 * after a while is free again.
 */
public final class Seats {
  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final String ID = "_id";
  private static final String VERSION = "version";
  private static final String SEATS = "seats";
  private static final String PROFILE = "profile";
  private static final String AT = "at";

  private final MongoCollection<Document> collection;
  private final InstantSource clock;

  /**
   * @param database database of this service
   * @param clock tells how old a seat is
   */
  public Seats(MongoDatabase database, InstantSource clock) {
    this.collection = database.getCollection("plan_seats");
    this.clock = clock;
  }

  /**
   * Takes a seat.
   *
   * @param organization uid of the organization
   * @param profile id of the profile
   * @param most how many seats there are
   * @param live which of some profile ids belong to live profiles
   * @param work what is written is announced to it
   * @return false when all seats are taken by others
   */
  public boolean take(
      UUID organization,
      String profile,
      int most,
      Function<Set<String>, Set<String>> live,
      Work work) {
    String id = organization.toString();
    while (true) {
      Document document = read(id, work);
      List<Document> seats = document.getList(SEATS, Document.class, List.of());
      if (seats.stream().anyMatch(seat -> profile.equals(seat.getString(PROFILE)))) {
        return true;
      }
      List<Document> kept = seats.size() < most ? new ArrayList<>(seats) : prune(seats, live);
      if (kept.size() >= most) {
        return false;
      }
      kept.add(new Document(PROFILE, profile).append(AT, Date.from(clock.instant())));
      if (replace(id, document.getInteger(VERSION, 0), kept, work)) {
        return true;
      }
    }
  }

  /**
   * Holds a seat whose profile has been written: whoever was about to give it away decides anew.
   *
   * @return false when the seat was given away before, and no other is free
   */
  public boolean hold(
      UUID organization,
      String profile,
      int most,
      Function<Set<String>, Set<String>> live,
      Work work) {
    String id = organization.toString();
    while (take(organization, profile, most, live, work)) {
      Document document = read(id, work);
      List<Document> seats = document.getList(SEATS, Document.class, List.of());
      boolean has = seats.stream().anyMatch(seat -> profile.equals(seat.getString(PROFILE)));
      if (has && replace(id, document.getInteger(VERSION, 0), seats, work)) {
        return true;
      }
    }
    return false;
  }

  /** Removes what is known of an organization; for erasure alone. */
  public long erase(UUID organization, Work work) {
    return work.request(millis -> within(millis).deleteOne(Filters.eq(ID, organization.toString())))
        .getDeletedCount();
  }

  /** Whether a profile has a seat of the organization, also one that it no longer needs. */
  public boolean holds(UUID organization, String profile) {
    return seated(organization.toString(), profile).isPresent();
  }

  /**
   * Takes a profile's seat away, with its id; for erasure alone. A seat has the profile's id only,
   * so it is taken away as it was when the id was still that of the erased profile, or not at all.
   *
   * @param still whether the id is still that of the erased profile
   * @return whether there was a seat to take away
   */
  public boolean erase(UUID organization, String profile, BooleanSupplier still, Work work) {
    String id = organization.toString();
    boolean had = false;
    Optional<Document> seen = seated(id, profile);
    while (seen.isPresent() && still.getAsBoolean()) {
      had = true;
      List<Document> kept =
          seen.get().getList(SEATS, Document.class, List.of()).stream()
              .filter(seat -> !profile.equals(seat.getString(PROFILE)))
              .toList();
      replace(id, seen.get().getInteger(VERSION, 0), kept, work);
      seen = seated(id, profile);
    }
    return had;
  }

  private Optional<Document> seated(String id, String profile) {
    return Optional.ofNullable(collection.find(Filters.eq(ID, id)).first())
        .filter(
            document ->
                document.getList(SEATS, Document.class, List.of()).stream()
                    .anyMatch(seat -> profile.equals(seat.getString(PROFILE))));
  }

  private Document read(String id, Work work) {
    Document document = collection.find(Filters.eq(ID, id)).first();
    if (document != null) {
      return document;
    }
    work.request(
        millis ->
            within(millis)
                .updateOne(
                    Filters.eq(ID, id),
                    Updates.setOnInsert(VERSION, 0),
                    new UpdateOptions().upsert(true)));
    return new Document(ID, id).append(VERSION, 0);
  }

  private List<Document> prune(List<Document> seats, Function<Set<String>, Set<String>> live) {
    Instant young = clock.instant().minus(GRACE);
    Set<String> ids = Set.copyOf(seats.stream().map(seat -> seat.getString(PROFILE)).toList());
    Set<String> used = live.apply(ids);
    List<Document> kept = new ArrayList<>();
    for (Document seat : seats) {
      if (used.contains(seat.getString(PROFILE)) || seat.getDate(AT).toInstant().isAfter(young)) {
        kept.add(seat);
      }
    }
    return kept;
  }

  private MongoCollection<Document> within(long millis) {
    return collection.withTimeout(millis, TimeUnit.MILLISECONDS);
  }

  private boolean replace(String id, int version, List<Document> seats, Work work) {
    return work.request(
                millis ->
                    within(millis)
                        .updateOne(
                            Filters.and(Filters.eq(ID, id), Filters.eq(VERSION, version)),
                            Updates.combine(
                                Updates.set(SEATS, seats), Updates.set(VERSION, version + 1))))
            .getMatchedCount()
        == 1;
  }
}
