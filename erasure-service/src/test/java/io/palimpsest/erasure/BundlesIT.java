package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.palimpsest.erasure.demand.Keys;
import io.palimpsest.erasure.export.Attempt;
import io.palimpsest.erasure.export.BundleStore;
import io.palimpsest.erasure.export.Bundles;
import io.palimpsest.erasure.export.Destruction;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.FenceLog;
import io.palimpsest.fencing.Writer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an attempt to export leaves: found, unreadable, and gone, wherever it was stopped. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BundlesIT extends ErasureStack {
  private static final String SECRET = "The caravan mended its wheels at the third well.";
  private static final int PIECES = 3;

  @Inject Bundles bundles;
  @Inject BundleStore store;
  @Inject Destruction destruction;
  @Inject Keys keys;
  @Inject MongoClient mongo;
  @Inject FenceLog fences;
  @Inject Writer writer;

  private final UUID request = UUID.randomUUID();
  private final UUID scope = UUID.randomUUID();

  @BeforeEach
  void leased() throws InterruptedException {
    assertThat(writer.awaitLease(Duration.ofSeconds(60))).isTrue();
  }

  @Test
  void whatACrashLeftIsFoundByTheErasureOfItsScopeAndDoesNotStandInTheWayOfTheNextAttempt()
      throws Exception {
    ingest.creator(creator, List.of("coach"), 1);
    UUID uid = ingest.scope(ScopeType.CREATOR, creator).path().getLast().uid();
    Attempt crashed = attempt(uid, Duration.ofHours(1));
    OutputStream left = bundles.begin(crashed);
    left.write(content());
    assertThat(pieces(crashed)).as("the crash left pieces").isGreaterThanOrEqualTo(PIECES - 1);

    Attempt next = attempt(uid, Duration.ofHours(1));
    write(next, SECRET.getBytes(StandardCharsets.UTF_8));
    assertThat(read(next)).isEqualTo(SECRET.getBytes(StandardCharsets.UTF_8));

    assertThat(deleteCreator().getString("state")).isEqualTo("CONFIRMED_LIVE");
    assertThat(store.liveUnder(uid)).isEmpty();
    assertThat(pieces(crashed) + pieces(next)).isZero();
    assertThat(keys.names(Attempt.KEYS))
        .doesNotContain(Attempt.key(crashed.id()), Attempt.key(next.id()));
  }

  @Test
  void atRestNothingOfABundleCanBeReadAndACopyOfItDiesWithItsKey() throws Exception {
    Attempt attempt = attempt(scope, Duration.ofHours(1));
    byte[] content = content();
    write(attempt, content);
    assertThat(text(content)).as("positive control").contains(SECRET);
    List<Document> copy = documents(attempt);
    assertThat(copy).hasSizeGreaterThanOrEqualTo(PIECES);
    assertThat(copy)
        .allSatisfy(
            piece ->
                assertThat(text(piece.get("data", Binary.class).getData())).doesNotContain(SECRET));
    Document note = notes().find(Filters.eq("_id", attempt.id().toString())).first();
    assertThat(read(attempt)).as("positive control: with its key it opens").isEqualTo(content);

    destruction.fetched(attempt.id());
    notes().replaceOne(Filters.eq("_id", attempt.id().toString()), note);
    chunks().insertMany(copy);
    assertThatThrownBy(() -> read(attempt)).isInstanceOf(IOException.class);
    destruction.fetched(attempt.id());
  }

  @Test
  void whatWasStoppedInTheMiddleWritesNothingMoreOnceItsAttemptIsDestroyed() throws Exception {
    Attempt attempt = attempt(scope, Duration.ZERO);
    OutputStream out = bundles.begin(attempt);
    out.write(content());
    assertThat(pieces(attempt)).as("positive control").isPositive();
    destruction.sweep();
    assertThat(pieces(attempt)).isZero();
    assertThatThrownBy(() -> out.write(content())).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> bundles.complete(attempt, Instant.now().plusSeconds(60)))
        .isInstanceOf(IOException.class);
    assertThat(pieces(attempt)).isZero();
    assertThat(store.live(request)).isEmpty();
  }

  @Test
  void piecesAndKeysThatNoNoteTellsOfAreSwept() {
    UUID stray = UUID.randomUUID();
    chunks().insertOne(new Document("files_id", stray.toString()).append("n", 7));
    keys.make(Attempt.key(stray));
    destruction.sweep();
    assertThat(chunks().countDocuments(Filters.eq("files_id", stray.toString()))).isZero();
    assertThat(keys.find(Attempt.key(stray))).isEmpty();
  }

  @Test
  void theFenceOfAParentStopsAnExportAndThatOfTheScopeItselfDoesNot() throws Exception {
    UUID parent = UUID.randomUUID();
    fences.fence(scope, ScopeType.TWIN, "er_own").join();
    awaitFenced(scope);
    Attempt own = new Attempt(UUID.randomUUID(), request, List.of(parent, scope), later());
    write(own, content());
    assertThat(pieces(own)).as("positive control").isPositive();

    Attempt stopped = new Attempt(UUID.randomUUID(), request, List.of(parent, scope), later());
    OutputStream out = bundles.begin(stopped);
    fences.fence(parent, ScopeType.CREATOR, "er_parents").join();
    awaitFenced(parent);
    assertThatThrownBy(() -> out.write(content())).isInstanceOf(IOException.class);
    assertThat(pieces(stopped)).isZero();
    assertThatThrownBy(() -> bundles.begin(attempt(parent))).isInstanceOf(IOException.class);
  }

  private Attempt attempt(UUID parent) {
    return new Attempt(UUID.randomUUID(), request, List.of(parent, scope), later());
  }

  private Attempt attempt(UUID of, Duration lasts) {
    return new Attempt(UUID.randomUUID(), request, List.of(of), Instant.now().plus(lasts));
  }

  private static Instant later() {
    return Instant.now().plusSeconds(600);
  }

  private void awaitFenced(UUID uid) {
    Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> writer.isFenced(List.of(uid)));
  }

  private void write(Attempt attempt, byte[] content) throws IOException {
    try (OutputStream out = bundles.begin(attempt)) {
      out.write(content);
    }
    bundles.complete(attempt, later());
  }

  private byte[] read(Attempt attempt) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    bundles.read(attempt.id(), out);
    return out.toByteArray();
  }

  /** A little over two pieces that do not compress, with the secret in the first and the last. */
  private static byte[] content() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] noise = new byte[600_000];
    new Random(1).nextBytes(noise);
    content.write(SECRET.getBytes(StandardCharsets.UTF_8));
    content.write(noise);
    content.write(SECRET.getBytes(StandardCharsets.UTF_8));
    return content.toByteArray();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private long pieces(Attempt attempt) {
    return chunks().countDocuments(Filters.eq("files_id", attempt.id().toString()));
  }

  private List<Document> documents(Attempt attempt) {
    return chunks().find(Filters.eq("files_id", attempt.id().toString())).into(new ArrayList<>());
  }

  private MongoCollection<Document> chunks() {
    return mongo.getDatabase("erasure").getCollection("exports.chunks");
  }

  private MongoCollection<Document> notes() {
    return mongo.getDatabase("erasure").getCollection("exports.files");
  }
}
