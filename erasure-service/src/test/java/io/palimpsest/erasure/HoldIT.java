package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.verify.PlantedVectors;
import io.palimpsest.erasure.verify.VerifierSettings;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.vectorstore.Ownership;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hold that is placed while participants delete. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class HoldIT extends ErasureStack {
  /** In the order of their stages. Each also deletes a vector of its own, to be counted. */
  private static final List<String> ERASERS =
      List.of(
          "reembed.vectors",
          "ingest.content",
          "ingest.keys",
          "ingest.submissions",
          "ingest.documents",
          "reembed.ledger",
          "ingest.registry");

  /** Longer than the saga takes to look again, once it is effective. */
  private static final Duration LONG_AFTER = Duration.ofSeconds(2);

  @Inject VerifierSettings settings;

  private PlantedVectors vectors;

  /** Deletes that participants were asked for, with the time at which they did them. */
  private final List<Instant> deletes = new CopyOnWriteArrayList<>();

  @BeforeEach
  void plant() {
    vectors = new PlantedVectors(settings);
  }

  @AfterEach
  void close() {
    vectors.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reembed.vectors",
        "ingest.content",
        "ingest.documents",
        "reembed.ledger",
        "ingest.registry"
      })
  void onceItIsEffectiveNothingIsDeletedWhereverTheErasureStood(String where) throws Exception {
    UUID uid = registered();
    String namespace = "creator_" + creator + "_twin_coach";
    vectors.write(namespace, "held", Ownership.CREATOR_UID, uid);
    ERASERS.forEach(name -> vectors.write(namespace, name, mark(name), uid));
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    record(where, asked, mayAnswer, namespace, uid);
    UUID id = erase();
    assertThat(asked.await(60, TimeUnit.SECONDS)).as("the step is under way").isTrue();

    JsonPath hold = place("TWIN", creator, "coach");
    assertThat(hold.getString("status")).isEqualTo("PENDING");
    Instant effective = Instant.parse(hold.getString("effective_at"));
    assertThat(effective).isAfter(Instant.parse(hold.getString("placed_at")));
    assertThat(listed(hold.getString("id")).getString("status")).isEqualTo("PENDING");
    mayAnswer.countDown();
    awaitEffective(hold.getString("id"));
    List<String> left = vectors.ids(namespace);
    assertThat(left.isEmpty()).as("the last one has nobody behind it").isEqualTo(isLast(where));
    Awaitility.await()
        .during(LONG_AFTER)
        .atMost(LONG_AFTER.multipliedBy(30))
        .untilAsserted(
            () -> {
              assertThat(deletes).noneMatch(effective::isBefore);
              assertThat(vectors.ids(namespace)).containsExactlyInAnyOrderElementsOf(left);
            });
    int before = deletes.size();
    if (!isLast(where)) {
      assertThat(get(id).getList("flags", String.class)).contains("HELD");
      assertThat(get(id).getString("state")).isEqualTo("DELETING");
    }

    release(hold);
    awaitState(id, "CONFIRMED_LIVE");
    if (!isLast(where)) {
      assertThat(deletes).as("what waited is deleted then").hasSizeGreaterThan(before);
    }
    assertThat(vectors.ids(namespace)).isEmpty();
  }

  @Test
  void whoDoesNotAnswerIsNotAskedAgainUnderAHoldWhichIsEffectiveAllTheSame() throws Exception {
    registered();
    CountDownLatch asked = new CountDownLatch(1);
    List<Integer> attempts = new CopyOnWriteArrayList<>();
    participants.rule(
        "ingest.content",
        (task, receipt) -> {
          if (task.getAction() == ErasureAction.ERASE && !attempts.contains(task.getAttempt())) {
            attempts.add(task.getAttempt());
            asked.countDown();
          }
          return task.getAttempt() > 1 ? receipt : null;
        });
    UUID id = erase();
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
    JsonPath hold = place("CREATOR", creator);
    awaitEffective(hold.getString("id"));
    Awaitility.await()
        .during(LONG_AFTER)
        .atMost(LONG_AFTER.multipliedBy(30))
        .untilAsserted(() -> assertThat(attempts).hasSize(1));
    release(hold);
    awaitState(id, "CONFIRMED_LIVE");
    assertThat(attempts).hasSizeGreaterThan(1);
  }

  @Test
  void whereNothingIsUnderWayAHoldIsEffectiveAtOnce() {
    registered();
    JsonPath hold = place("CREATOR", creator);
    assertThat(hold.getString("status")).isEqualTo("EFFECTIVE");
    assertThat(Instant.parse(hold.getString("effective_at"))).isBeforeOrEqualTo(Instant.now());
    assertThat(release(hold).getString("status")).isEqualTo("RELEASED");
  }

  @Test
  void holdsAreListedByScopeWithWhatLiesAboveAndBeneathPageByPage() {
    registered();
    String twin = place("TWIN", creator, "coach").getString("id");
    String whole = place("CREATOR", creator).getString("id");
    String mine = creator;
    creator = creator + "-other";
    registered();
    String other = place("CREATOR", creator).getString("id");

    assertThat(ids("type=CREATOR&ids=" + mine)).containsExactly(whole, twin);
    assertThat(ids("type=TWIN&ids=" + mine + "&ids=coach")).containsExactly(whole, twin);
    assertThat(ids("type=CREATOR&ids=" + creator)).containsExactly(other);
    assertThat(ids("type=CREATOR&ids=" + mine + "&limit=1")).containsExactly(whole);
    assertThat(ids("type=CREATOR&ids=" + mine + "&limit=1&before=" + whole)).containsExactly(twin);
    assertThat(ids("type=CREATOR&ids=" + mine + "&before=" + twin)).isEmpty();

    List<String> all = new ArrayList<>();
    List<String> page = ids("limit=2");
    while (!page.isEmpty()) {
      all.addAll(page);
      page = ids("limit=2&before=" + page.getLast());
    }
    assertThat(all).contains(twin, whole, other).doesNotHaveDuplicates();
    assertThat(listed(twin).getList("scope.ids", String.class)).containsExactly(mine, "coach");
    as(compliance("c1")).get("/erasures/holds?limit=0").then().statusCode(400);
  }

  private UUID registered() {
    ingest.creator(creator, List.of("coach"), 1);
    return ingest.scope(io.palimpsest.event.ScopeType.CREATOR, creator).path().getLast().uid();
  }

  /** Every participant deletes when it is asked; one of them stands still before it does. */
  private void record(
      String where, CountDownLatch asked, CountDownLatch mayAnswer, String namespace, UUID uid) {
    for (String name : ERASERS) {
      participants.rule(
          name,
          (task, receipt) -> {
            if (erases(task)) {
              if (name.equals(where) && task.getAttempt() == 1) {
                asked.countDown();
                await(mayAnswer);
              }
              deletes.add(Instant.now());
              vectors.delete(List.of(namespace), mark(name), uid);
              if (name.equals("reembed.vectors")) {
                vectors.delete(List.of(namespace), Ownership.CREATOR_UID, uid);
              }
            }
            return receipt;
          });
    }
  }

  /** Name of the property by which a participant's own vector is known. */
  private static String mark(String participant) {
    return participant.replace('.', '_');
  }

  private static boolean isLast(String participant) {
    return participant.equals(ERASERS.getLast());
  }

  private boolean erases(ErasureTask task) {
    return task.getAction() == ErasureAction.ERASE
        && task.getScopePath().getFirst().getId().equals(creator);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private UUID erase() {
    return UUID.fromString(
        as(owner(creator))
            .delete("/delphi/creator")
            .then()
            .statusCode(202)
            .extract()
            .path("request_id"));
  }

  private JsonPath place(String type, String... ids) {
    return placeHold("c1", type, ids);
  }

  private JsonPath release(JsonPath hold) {
    return as(compliance("c1"))
        .delete("/erasures/holds/" + hold.getString("id"))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private JsonPath listed(String id) {
    return as(compliance("c1"))
        .get("/erasures/holds?limit=200")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .setRootPath("find { it.id == '" + id + "' }");
  }

  private List<String> ids(String query) {
    return as(compliance("c1")).get("/erasures/holds?" + query).jsonPath().getList("id");
  }

  private void awaitEffective(String id) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(listed(id).getString("status")).isEqualTo("EFFECTIVE"));
  }
}
