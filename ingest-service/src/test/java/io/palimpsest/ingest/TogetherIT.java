package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Decision;
import io.palimpsest.ingest.entry.Decisions;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Mint;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.ScopePath;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Seats;
import io.palimpsest.ingest.registry.Twin;
import io.palimpsest.ingest.source.DraftContent;
import io.palimpsest.ingest.source.Source;
import io.palimpsest.ingest.source.SourceDraft;
import io.palimpsest.ingest.source.Sources;
import io.palimpsest.ingest.store.StoredWrite;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.ingest.write.Shelf;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two changes that depend on each other, in different documents: one of them is refused (I18). */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class TogetherIT {
  private static final String TWIN = "/creators/{creator}/twins/coach";
  private static final String ORGANIZATION = "/organizations/{org}";

  @Inject Sources sources;
  @Inject Shelf<Source> shelf;
  @Inject Shelf<Twin> twins;
  @Inject Registry registry;
  @Inject GuardedWork guarded;
  @Inject MongoDatabase database;

  private String creator = "";
  private ScopePath twin;

  @BeforeEach
  void register() {
    creator = Api.creator();
    twin = registry.twin(registry.creator(creator).orElseThrow(), "coach").orElseThrow().path();
  }

  @Test
  void aChildThatWasCheckedBeforeItsParentWasClosedIsRefused() {
    assertThat(sources.apply(upsert("first"))).isInstanceOf(Outcome.Accepted.class);
    delete("first");
    Change<Source> late = upsert("late");
    Change<Source> again = upsert("first");
    close();

    List<Outcome> outcomes = sources.apply(List.of(late, again));
    assertThat(outcomes)
        .allSatisfy(outcome -> assertThat(code(outcome)).isEqualTo("tenant.closed"));
    assertThat(shelf.store().heads(List.of(late.key()))).isEmpty();
    Head stub = shelf.store().heads(List.of(again.key())).get(again.key());
    assertThat(stub.deleted()).isTrue();
    assertThat(stub.revision()).isEqualTo(4);
  }

  @Test
  void aChildThatComesWhileItsParentIsBeingClosedEndsTheClosing() {
    Head before = twins.store().headsByUid(List.of(twin.last().uid())).get(twin.last().uid());
    boolean marked = guarded.run(twin.uids(), work -> twins.store().closing(before, work));
    assertThat(marked).isTrue();

    assertThat(sources.apply(upsert("meanwhile"))).isInstanceOf(Outcome.Accepted.class);

    Change<Twin> closing =
        Terms.PLAIN
            .<Twin>below(
                registry.creator(creator).orElseThrow().path(),
                registry.creator(creator).orElseThrow().path().last(),
                ScopeType.TWIN,
                "coach",
                null,
                "")
            .at(before.version() + 1);
    assertThat(code(twins.writer().apply(closing))).isEqualTo("entity.moved_on");
    as(Bearer.creator(creator)).delete(TWIN, creator).then().statusCode(409);
    delete("meanwhile");
    close();
  }

  @Test
  void whatACrashLeftBelowAClosedParentIsTakenBackAndAnnouncedToNobody() {
    Change<Source> change = upsert("crashed");
    close();
    Decision.Write write =
        (Decision.Write)
            new Decisions(Duration.ofSeconds(8))
                .decide(
                    null,
                    change,
                    new Mint(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        Instant.now().minus(Duration.ofHours(1))));
    Set<String> won =
        guarded.run(
            write.next().path().uids(),
            work ->
                shelf
                    .store()
                    .apply(
                        List.of(
                            new StoredWrite<>(
                                write.next(),
                                0,
                                new StoredWrite.StateUpdate.Put<>(change.state()))),
                        work));
    assertThat(won).containsExactly(change.key());

    int unused = shelf.relay().run().join();
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> shelf.store().heads(List.of(change.key())).isEmpty());
    assertThat(Announced.of(Topic.SOURCES, SourceChanged.class, write.next().uid().toString()))
        .isEmpty();
  }

  @Test
  void aSeatThatIsBeingGivenAwayIsHeldByAProfileThatWasWrittenMeanwhile() {
    UUID organization = UUID.randomUUID();
    Instant[] now = {Instant.now()};
    Seats seats = new Seats(database, () -> now[0]);
    Function<Set<String>, Set<String>> none = ids -> Set.of();
    assertThat(take(seats, organization, "slow", none)).isTrue();
    now[0] = now[0].plus(Duration.ofMinutes(2));

    AtomicInteger looks = new AtomicInteger();
    boolean taken =
        take(
            seats,
            organization,
            "quick",
            ids -> {
              if (looks.getAndIncrement() > 0) {
                return Set.of("slow");
              }
              boolean held =
                  guarded.run(
                      List.of(organization),
                      work -> seats.hold(organization, "slow", 1, profiles -> Set.of(), work));
              assertThat(held).isTrue();
              return Set.of();
            });
    assertThat(taken).isFalse();
    assertThat(looks).hasValue(2);
    assertThat(seats.holds(organization, "slow")).isTrue();

    assertThat(take(seats, organization, "quick", none)).as("nobody holds it").isTrue();
    boolean late =
        guarded.run(
            List.of(organization),
            work -> seats.hold(organization, "slow", 1, ids -> Set.of("quick"), work));
    assertThat(late).as("given away").isFalse();
  }

  @Test
  void aRefusedRegistrationTakesNoSlug() {
    String slug = Api.name("acme");
    Map<String, String> body =
        Map.of("slug", slug, "name", "Acme", "org_type", "agency", "plan_tier", "enterprise");
    as(Bearer.operator(), body)
        .header("If-Match", "\"7\"")
        .put(ORGANIZATION, "org_refused-" + slug)
        .then()
        .statusCode(412);
    Api.register("org_" + slug, slug).statusCode(201);
    as(Bearer.operator(), body).put(ORGANIZATION, "org_refused-" + slug).then().statusCode(409);
  }

  private boolean take(
      Seats seats, UUID organization, String profile, Function<Set<String>, Set<String>> live) {
    return guarded.run(
        List.of(organization), work -> seats.take(organization, profile, 1, live, work));
  }

  private Change<Source> upsert(String id) {
    return sources.upsert(
        twin,
        new SourceId(id),
        SourceDraft.checked(
            "Title",
            "text/plain",
            null,
            Map.of(),
            new DraftContent.Given(ByteBuffer.wrap(new byte[] {65}))),
        Terms.PLAIN);
  }

  private void delete(String source) {
    as(Bearer.creator(creator))
        .delete(TWIN + "/sources/{id}", creator, source)
        .then()
        .statusCode(200);
  }

  private void close() {
    as(Bearer.creator(creator)).delete(TWIN, creator).then().statusCode(200);
  }

  private static String code(Outcome outcome) {
    return outcome instanceof Outcome.Refused refused ? refused.refusal().code() : "accepted";
  }
}
