package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backups of old systems, that of somebody else's making first of all. */
class BackupsST {
  private Palimpsest palimpsest;
  private Legacy legacy;

  @BeforeEach
  void start() throws Exception {
    palimpsest = Palimpsest.running();
    legacy = Legacy.fresh(palimpsest);
  }

  @AfterEach
  void end() {
    legacy.drop();
  }

  @Test
  void whatSomebodyElseSavedIsRestoredAsItIsAndSavedAgainToTheSame() throws Exception {
    String set = legacy.place(Legacy.folder());
    JsonNode plan =
        legacy.done(
            legacy.post(
                "/backups/" + set + "/restore?index=" + legacy.index(), legacy.source(), 202));
    assertThat(plan.path("counts").path("written").asLong()).isEqualTo(101 + 505 + 505 + 101 + 612);
    assertThat(legacy.documents().get("training_data")).as("a plan writes nothing").isEmpty();

    JsonNode restored = legacy.restore(set);
    assertThat(restored.path("counts").path("written").asLong()).isEqualTo(1824);
    assertThat(legacy.documents().get("training_data")).containsExactlyInAnyOrderElementsOf(rows());
    assertThat(legacy.vectors()).hasSize(612);

    JsonNode again = legacy.restore(set);
    assertThat(again.path("counts").path("same").asLong()).isEqualTo(1824);

    String copy = Palimpsest.unique("copy");
    legacy.done(legacy.post("/backups/" + copy, legacy.source(), 202));
    JsonNode manifest = legacy.get("/backups/" + copy);
    JsonNode vectors =
        manifest.path("files").path("vectors_" + legacy.index() + "~proposals.jsonl");
    assertThat(vectors.path("records").asInt()).isEqualTo(612);
    assertThat(vectors.path("dimension").asInt()).isEqualTo(16);
    assertThat(
            BsonArray.parse(
                Files.readString(legacy.backups().resolve(copy).resolve("training_data.json"))))
        .containsExactlyInAnyOrderElementsOf(rows());

    Legacy second = Legacy.fresh(palimpsest);
    second.restore(copy);
    assertThat(second.documents()).isEqualTo(legacy.documents());
    assertThat(second.vectors()).isEqualTo(legacy.vectors());
    second.drop();
  }

  @Test
  void anIndexOfAnotherDimensionIsRefusedNamingBoth() throws Exception {
    legacy.restore(legacy.place(Legacy.folder()));
    Path other = Files.createTempDirectory("other");
    Files.writeString(
        other.resolve("vectors_proposals.jsonl"), "{\"id\":\"a\",\"values\":[1,2]}\n");
    BackupFiles.manifest(other, "vectors_proposals.jsonl", 1);
    JsonNode refused = legacy.restore(legacy.place(other));
    assertThat(refused.path("state").asText()).isEqualTo("FAILED");
    assertThat(refused.path("problem").asText()).contains("dimension 16").contains("backup 2");
    assertThat(legacy.vectors()).hasSize(612);
  }

  @Test
  void aBackupThatWasTurnedIsRefusedAndNothingIsWritten() throws Exception {
    String set = legacy.place(Legacy.folder());
    Path rows = legacy.backups().resolve(set).resolve("training_data.json");
    byte[] bytes = Files.readAllBytes(rows);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(rows);
    Files.write(rows, bytes);
    JsonNode refused = legacy.restore(set);
    assertThat(refused.path("state").asText()).isEqualTo("FAILED");
    assertThat(refused.path("problem").asText()).contains("training_data.json");
    assertThat(legacy.documents().values()).allMatch(List::isEmpty);
  }

  @Test
  void aNameThatIsAPathIsRefused() throws Exception {
    Reply reply =
        palimpsest.send("POST", "/backups/..%2Fescape", palimpsest.operatorToken(), Map.of());
    assertThat(reply.status()).isIn(400, 404, 422);
    assertThat(Files.exists(legacy.backups().resolveSibling("escape"))).isFalse();
  }

  private static List<BsonDocument> rows() throws Exception {
    return BsonArray.parse(Files.readString(Legacy.folder().resolve("training_data.json"))).stream()
        .map(row -> row.asDocument())
        .sorted(java.util.Comparator.comparing(row -> row.getObjectId("_id").getValue()))
        .toList();
  }
}
