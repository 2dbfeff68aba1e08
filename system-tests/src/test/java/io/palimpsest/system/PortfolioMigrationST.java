package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.Statement;
import io.palimpsest.local.stack.Part;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicRecord;
import io.palimpsest.topic.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The single-tenant portfolio of somebody else's making becomes items of the default tenant. */
class PortfolioMigrationST {
  private static final String NEW = "portfolio_default-org";
  private static final String ITEMS = "/organizations/org_default/items";

  private Palimpsest palimpsest;
  private Legacy legacy;
  private Map<String, List<BsonDocument>> documents;
  private Map<String, JsonNode> vectors;

  @BeforeEach
  void restored() throws Exception {
    palimpsest = Palimpsest.running();
    legacy = Legacy.fresh(palimpsest);
    legacy.restore(legacy.place(Legacy.folder()));
    documents = legacy.documents();
    vectors = legacy.vectors();
    assertThat(vectors).hasSize(612);
  }

  @AfterEach
  void takenBack() throws Exception {
    if (legacy.get("/migrations/portfolio").has("run")) {
      legacy.done(legacy.post("/migrations/portfolio/rollback?plan=false", request("all"), 202));
    }
    legacy.drop();
  }

  @Test
  void allRowsBecomeItemsAndVectorsAndAfterARollbackThereIsNothingAndItCanBeDoneAgain()
      throws Exception {
    JsonNode plan = legacy.done(legacy.post("/migrations/portfolio", request("all"), 202));
    assertThat(plan.path("counts").path("would_write").asLong()).isEqualTo(101);
    assertThat(palimpsest.get(ITEMS, token()).status()).as("a plan writes nothing").isEqualTo(404);

    JsonNode done = migrate("all");
    assertThat(done.path("counts").path("written").asLong()).isEqualTo(101);
    awaitSaid();
    Map<String, JsonNode> items = items();
    assertThat(items).hasSize(101);
    assertThat(palimpsest.vectors().ids(NEW)).hasSize(101);
    JsonNode status = legacy.get("/migrations/portfolio");
    assertThat(status.path("route").path("namespace").asText()).isEqualTo(NEW);
    assertThat(status.path("run").path("state").asText()).isEqualTo("DONE");
    assertThat(checks(status).get("old_side").path("differences").toString())
        .contains("contract without a row");
    assertThat(checks(status).get("old_side").path("numbers").path("contracts").asInt())
        .isEqualTo(102);
    unchanged();

    JsonNode again = migrate("2");
    assertThat(again.path("counts").path("same").asLong()).isEqualTo(101);
    assertThat(again.path("counts").has("written")).isFalse();

    JsonNode back = rollback("all");
    assertThat(back.path("counts").path("removed").asLong()).isEqualTo(101);
    assertThat(back.path("counts").path("organization_closed").asLong()).isEqualTo(1);
    assertThat(palimpsest.get(ITEMS, token()).status()).isEqualTo(404);
    assertThat(palimpsest.vectors().ids(NEW)).isEmpty();
    assertThat(legacy.get("/migrations/portfolio").path("route").path("namespace").asText())
        .isEqualTo("proposals");
    unchanged();

    migrate("all");
    assertThat(contents(items())).isEqualTo(contents(items));
    assertThat(palimpsest.vectors().ids(NEW)).hasSize(101);
    JsonNode valid =
        legacy.done(legacy.post("/migrations/portfolio/validate", request("all"), 202));
    assertThat(valid.path("counts").path("failed").asLong()).as("%s", checks(status)).isZero();
  }

  @Test
  void eachPhaseForItselfComesToTheSameWhileAReaderOfBothSidesSeesNothing() throws Exception {
    try (BothSides reader = new BothSides(palimpsest, legacy, vectors.values().iterator().next())) {
      assertThat(reader.old("nothing-is-here")).as("what empty looks like").isZero();
      for (String phase : List.of("0", "1a", "1b", "phase2", "3", "4")) {
        migrate(phase);
      }
      assertThat(items()).hasSize(101);
      assertThat(palimpsest.vectors().ids(NEW)).hasSize(101);
      await().atMost(Palimpsest.AT_MOST).until(() -> reader.now.get() > 10);
      long before = reader.old.get();
      rollback("all");
      await().atMost(Palimpsest.AT_MOST).until(() -> reader.old.get() > before + 10);
      assertThat(before).as("questions before the switch").isGreaterThan(20);
      assertThat(reader.errors).as("errors").hasValue(0);
      assertThat(reader.empty).as("empty answers").hasValue(0);
    }
    unchanged();
  }

  @Test
  void whatAUserChangedSinceStaysThroughARollbackAndKeepsItsTenant() throws Exception {
    migrate("all");
    Map<String, JsonNode> items = items();
    String changed = items.keySet().iterator().next();
    put(changed, "Changed by its user");
    put("port_new", "Written by a user");

    JsonNode plan = legacy.done(legacy.post("/migrations/portfolio/rollback", request("all"), 202));
    assertThat(plan.path("counts").path("would_remove").asLong()).isEqualTo(100);
    assertThat(plan.path("counts").path("would_stay").asLong()).isEqualTo(1);
    assertThat(items()).hasSize(102);

    JsonNode back = rollback("all");
    assertThat(back.path("counts").path("removed").asLong()).isEqualTo(100);
    assertThat(back.path("counts").path("written_since_and_stays").asLong()).isEqualTo(2);
    assertThat(back.path("counts").path("organization_kept").asLong()).isEqualTo(1);
    assertThat(items().keySet()).isEqualTo(Set.of(changed, "port_new"));
    for (String item : items().keySet()) {
      assertThat(palimpsest.send("DELETE", ITEMS + "/" + item, token(), Map.of()).status())
          .isEqualTo(200);
    }
  }

  @Test
  void killedAsAProcessItGoesOnToTheSame() throws Exception {
    migrate("all");
    Map<String, String> whole = contents(items());
    rollback("all");

    JsonNode job = legacy.post("/migrations/portfolio?plan=false", request("all"), 202);
    String path = "/migrations/jobs/" + job.path("id").asText();
    await().atMost(Palimpsest.AT_MOST).until(() -> legacy.get(path).path("done").asLong() >= 150);
    palimpsest.stack().process(Part.INGEST).kill();
    palimpsest.stack().process(Part.INGEST).start();
    legacy.done(job);
    assertThat(contents(items())).isEqualTo(whole);
    assertThat(palimpsest.vectors().ids(NEW)).hasSize(101);
    JsonNode back = rollback("all");
    assertThat(back.path("counts").path("removed").asLong()).as("all are marked").isEqualTo(101);
    unchanged();
  }

  /** All phases and the report are in the audit log. */
  private void awaitSaid() {
    await()
        .atMost(Palimpsest.AT_MOST)
        .untilAsserted(
            () -> {
              List<Map<AuditField, Object>> said = new ArrayList<>();
              palimpsest.bytes(Topic.AUDIT, record -> said(record).ifPresent(said::add));
              for (String phase :
                  List.of("backup", "organization", "profile", "items", "vectors", "switch")) {
                assertThat(said)
                    .extracting(one -> one.get(AuditField.STAGE))
                    .contains(phase + ".begun", phase + ".ended");
              }
              assertThat(said).extracting(one -> one.get(AuditField.WRITTEN)).contains(101L);
              assertThat(said)
                  .as("who asked for it")
                  .allSatisfy(one -> assertThat(one).containsKey(AuditField.ACTOR));
            });
  }

  private static Optional<Map<AuditField, Object>> said(TopicRecord<byte[]> record) {
    return record.value() instanceof Decoded.Event<byte[]> event
        ? Optional.of(Statement.parse(event.value()))
            .filter(one -> one.source().path().startsWith("/ingest/ac_"))
            .map(Statement::data)
        : Optional.empty();
  }

  private JsonNode migrate(String phase) throws Exception {
    return legacy.done(legacy.post("/migrations/portfolio?plan=false", request(phase), 202));
  }

  private JsonNode rollback(String phase) throws Exception {
    return legacy.done(
        legacy.post("/migrations/portfolio/rollback?plan=false", request(phase), 202));
  }

  private Map<String, Object> request(String phase) {
    Map<String, Object> request = new HashMap<>(legacy.source());
    request.put("phase", phase);
    request.put("mode", "maintenance");
    request.put("reader_token", token());
    return request;
  }

  private String token() {
    return palimpsest.organizationToken("org_default");
  }

  private void put(String item, String company) throws Exception {
    Reply reply =
        palimpsest.send(
            "PUT",
            ITEMS + "/" + item,
            token(),
            Map.of("profile_id", "prof_default", "company_name", company));
    assertThat(reply.status()).as("%s", reply.body()).isIn(200, 201);
  }

  private Map<String, JsonNode> items() throws Exception {
    Map<String, JsonNode> items = new TreeMap<>();
    Reply page = palimpsest.get(ITEMS + "?limit=1000", token());
    assertThat(page.status()).as("%s", page.body()).isEqualTo(200);
    page.body().path("items").forEach(item -> items.put(item.path("item_id").asText(), item));
    return items;
  }

  /** What clients see of items, without what rises with every migration. */
  private static Map<String, String> contents(Map<String, JsonNode> items) {
    Map<String, String> contents = new TreeMap<>();
    items.forEach(
        (id, item) ->
            contents.put(
                id,
                List.of(
                        item.path("company_name"),
                        item.path("deliverables"),
                        item.path("skills"),
                        item.path("portfolio_url"),
                        item.path("industry"),
                        item.path("profile_id"))
                    .toString()));
    return contents;
  }

  private Map<String, JsonNode> checks(JsonNode status) throws Exception {
    String run = status.path("run").path("id").asText();
    Map<String, JsonNode> checks = new HashMap<>();
    legacy
        .get("/migrations/portfolio/runs/" + run + "/files/validation.json")
        .forEach(check -> checks.put(check.path("check").asText(), check));
    return checks;
  }

  private void unchanged() throws Exception {
    assertThat(legacy.documents()).isEqualTo(documents);
    assertThat(new TreeSet<>(legacy.vectors().keySet())).isEqualTo(new TreeSet<>(vectors.keySet()));
    assertThat(legacy.vectors()).isEqualTo(vectors);
  }
}
