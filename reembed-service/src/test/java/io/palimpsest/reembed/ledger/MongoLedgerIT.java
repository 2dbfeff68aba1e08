package io.palimpsest.reembed.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Sent;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Work;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.change.SampleEntities;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ledger says of a row that was not put, and of a request that failed (R26). */
class MongoLedgerIT {
  private static final int OUT_OF_DISK_SPACE = 14031;
  private MongoClient client;
  private MongoLedger ledger;

  @BeforeEach
  void open() throws InterruptedException {
    client = MongoClients.create(SharedStack.with(Part.DOCUMENTS).mongoUri("reembed"));
    ledger = new MongoLedger(client.getDatabase("l" + UUID.randomUUID().toString().substring(9)));
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void aRowThatMovedOnAndAPlaceThatIsTakenAreToldApart() {
    LedgerRow row = row("guide", UUID.randomUUID());
    LedgerRow another = row("guide", UUID.randomUUID());
    LedgerRow free = row("other", UUID.randomUUID());
    assertThat(ledger.swap(List.of(row), new Freely())).isEqualTo(Map.of(row.key(), Swap.PUT));

    assertThat(ledger.swap(List.of(row, another, free), new Freely()))
        .isEqualTo(
            Map.of(row.key(), Swap.MOVED_ON, another.key(), Swap.TAKEN, free.key(), Swap.PUT));
    assertThat(ledger.swap(List.of(row.atVersion(2), free.atVersion(7)), new Freely()))
        .isEqualTo(Map.of(row.key(), Swap.PUT, free.key(), Swap.MOVED_ON));
  }

  @Test
  void aFullDiskIsNoLostCompareAndSet() {
    BulkWriteError full =
        new BulkWriteError(OUT_OF_DISK_SPACE, "out of disk space", new BsonDocument(), 0);
    MongoException cause =
        new MongoBulkWriteException(
            BulkWriteResult.unacknowledged(), List.of(full), null, new ServerAddress(), Set.of());
    assertThatExceptionOfType(LedgerUnavailableException.class)
        .isThrownBy(
            () ->
                new MongoLedger(failing(cause))
                    .swap(List.of(row("guide", UUID.randomUUID())), new Freely()))
        .satisfies(e -> assertThat(e.reason()).isEqualTo("ledger.refused"));
  }

  @Test
  void whatTheStoreSaysAndWhatTheWayToItSaysAreToldApart() {
    MongoException disk =
        new MongoWriteException(
            new WriteError(OUT_OF_DISK_SPACE, "full", new BsonDocument()),
            new ServerAddress(),
            Set.of());
    MongoException broken = new MongoSocketReadException("reset", new ServerAddress());
    assertThat(new LedgerUnavailableException(disk).reason()).isEqualTo("ledger.refused");
    assertThat(new LedgerUnavailableException(broken).reason()).isEqualTo("ledger.unavailable");
  }

  private static LedgerRow row(String source, UUID uid) {
    Entity entity = SampleEntities.source(source, uid);
    return LedgerRow.unknown("main", entity, new Rendering("creator_a_twin_b", "m", "c"))
        .atVersion(1);
  }

  private static MongoDatabase failing(MongoException cause) {
    Object[] collection = new Object[1];
    collection[0] =
        Proxy.newProxyInstance(
            MongoCollection.class.getClassLoader(),
            new Class<?>[] {MongoCollection.class},
            (self, method, arguments) -> {
              switch (method.getName()) {
                case "withTimeout":
                  return self;
                case "createIndex":
                  return "index";
                case "bulkWrite":
                  throw cause;
                default:
                  throw new AssertionError("nothing is looked up: " + method.getName());
              }
            });
    return (MongoDatabase)
        Proxy.newProxyInstance(
            MongoDatabase.class.getClassLoader(),
            new Class<?>[] {MongoDatabase.class},
            (self, method, arguments) -> collection[0]);
  }

  /** Admitted for ten seconds. */
  private static final class Freely implements Work {
    private final Deadline deadline = Deadline.after(Ticker.system(), Duration.ofSeconds(10));

    @Override
    public Deadline deadline() {
      return deadline;
    }

    @Override
    public Sent send() {
      return new Sent() {
        @Override
        public void answered() {}

        @Override
        public void unanswered() {}
      };
    }

    @Override
    public void close() {}
  }
}
