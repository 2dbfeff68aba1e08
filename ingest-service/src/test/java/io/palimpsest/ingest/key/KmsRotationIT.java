package io.palimpsest.ingest.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.local.kms.KmsServer;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.sealing.KeysUnavailableException;
import io.palimpsest.sealing.KmsKeys;
import io.palimpsest.sealing.MasterWrapping;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The master key moves from a file to a KMS, and there to another key, on a real store. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class KmsRotationIT {
  private static final int TENANTS = 5;
  private static final String CONTEXT = "where it lies";

  @Inject GuardedWork guarded;
  @Inject MongoClient mongo;
  @Inject KmsKeys kms;
  @TempDir Path folder;

  private final List<List<UUID>> entities = new ArrayList<>();
  private final List<byte[]> sealed = new ArrayList<>();
  private MongoDatabase database;
  private KeyRecords records;
  private KmsServer server;
  private Path file;

  @BeforeEach
  void sealUnderAKeyInAFile() throws Exception {
    server = new KmsServer();
    database = mongo.getDatabase("kms-" + UUID.randomUUID());
    records = new KeyRecords(database);
    records.ensureIndexes();
    file = folder.resolve("master.json");
    KeyRing ring = ring(Master.in(file, () -> true));
    for (int i = 0; i < TENANTS; i++) {
      List<UUID> path = List.of(UUID.randomUUID(), UUID.randomUUID());
      entities.add(path);
      sealed.add(present(ring, path).key().seal(text(i), CONTEXT));
    }
  }

  @AfterEach
  void stop() {
    database.drop();
    server.close();
  }

  @Test
  void itMovesIntoTheKmsAndThereToAnotherKeyAndEverythingStaysReadable() throws Exception {
    MasterWrapping first = kms.key("aws-kms://" + KmsServer.KEY);
    Master both = Master.remote(List.of(first), Optional.of(file));
    requireReadable(both);
    assertThat(rotated(both)).isEqualTo(new Rotation.Progress(first.current(), TENANTS, 0));
    Files.delete(file);

    Master alone = Master.remote(List.of(first), Optional.empty());
    requireReadable(alone);
    KeyRing ring = ring(alone);
    List<UUID> path = List.of(UUID.randomUUID(), UUID.randomUUID());
    entities.add(path);
    sealed.add(present(ring, path).key().seal(text(TENANTS), CONTEXT));

    MasterWrapping second = kms.key("aws-kms://" + KmsServer.OTHER);
    assertThat(rotated(Master.remote(List.of(second, first), Optional.empty())))
        .isEqualTo(new Rotation.Progress(second.current(), TENANTS + 1, 0));
    requireReadable(Master.remote(List.of(second), Optional.empty()));
    assertThatThrownBy(() -> requireReadable(alone)).isInstanceOf(KeysUnavailableException.class);
  }

  @Test
  void whileTheKmsGivesNoAnswerNothingIsKnownAndNothingIsLost() {
    Master master =
        Master.remote(List.of(kms.key("aws-kms://" + KmsServer.KEY)), Optional.of(file));
    rotated(master);
    server.deny(true);
    assertThatThrownBy(() -> requireReadable(master)).isInstanceOf(KeysUnavailableException.class);
    assertThat(server.denials()).isPositive();

    server.deny(false);
    requireReadable(master);
  }

  @Test
  void aMasterKeyThatIsStillNeededIsMissedByName() {
    String uri = "aws-kms://" + KmsServer.KEY;
    Rotation without =
        new Rotation(records, Master.remote(List.of(kms.key(uri)), Optional.empty()));
    assertThatThrownBy(() -> without.run(10))
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("is missing, which still wraps keys");
    assertThat(without.progress()).isEqualTo(new Rotation.Progress(uri, 0, TENANTS));
  }

  private Rotation.Progress rotated(Master master) {
    return new Rotation(records, master).run(100);
  }

  private void requireReadable(Master master) {
    KeyRing ring = ring(master);
    for (int i = 0; i < entities.size(); i++) {
      UUID uid = entities.get(i).getLast();
      KeyAnswer.Present found = (KeyAnswer.Present) ring.find(List.of(uid)).get(uid);
      assertThat(found.key().open(sealed.get(i), CONTEXT)).isEqualTo(text(i));
    }
  }

  /** Holds nothing in memory yet. */
  private KeyRing ring(Master master) {
    return new KeyRing(records, master, uids -> false, 100, Ticker.systemTicker());
  }

  private KeyAnswer.Present present(KeyRing ring, List<UUID> path) {
    return (KeyAnswer.Present)
        guarded.run(path, work -> ring.ensure(List.of(path), work)).get(path.getLast());
  }

  private static byte[] text(int number) {
    return ("text " + number).getBytes(StandardCharsets.UTF_8);
  }
}
