package io.palimpsest.ingest.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.palimpsest.access.Problem;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.body.BodyRoom;
import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Decision;
import io.palimpsest.ingest.entry.Decisions;
import io.palimpsest.ingest.entry.Mint;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.Terms;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BulkRunTest {
  private static final int BATCH = 500;
  private static final int LINE = 1_000;
  private static final int PIECE = 50;

  /** A piece that is worked on, and one or two that are asked for. */
  private static final int READ_AHEAD = 3 * PIECE;

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final BodyRoom PLENTY = new Room(Long.MAX_VALUE);

  private final AtomicLong read = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong mostInFlight = new AtomicLong();
  private final Queue<CompletableFuture<Void>> announcements = new ConcurrentLinkedQueue<>();

  @Test
  void howeverLongTheStreamNoMoreThanABatchOfLinesIsInFlight() {
    long lines = 100_000;

    run(lines, () -> CompletableFuture.completedFuture(null)).join();

    assertThat(answered).hasValue(lines);
    assertThat(mostInFlight.get()).isBetween((long) BATCH, (long) BATCH + READ_AHEAD);
  }

  @Test
  void readingWaitsWhileFiveBatchesAreNotAnnouncedAndGoesOnWhenTheyAre() {
    long lines = 20_000;
    CompletableFuture<Void> bulk = run(lines, () -> remembered(new CompletableFuture<>()));

    await().atMost(Duration.ofSeconds(90)).until(() -> announcements.size() >= 5);
    await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(announcements).hasSize(5));
    assertThat(read.get()).isLessThanOrEqualTo(5 * BATCH + READ_AHEAD);
    assertThat(bulk).isNotDone();

    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> {
              announcements.forEach(announced -> announced.complete(null));
              return bulk.isDone();
            });
    assertThat(answered).hasValue(lines);
  }

  @Test
  void whenTheWriterFailsEachLineOfTheBatchIsToldAndTheOthersAreWritten() {
    AtomicLong batches = new AtomicLong();
    List<LineResult> results =
        results(
            pieces(3L * BATCH),
            PLENTY,
            changes -> {
              if (batches.incrementAndGet() == 2) {
                throw new IllegalStateException("the fault");
              }
              return outcomes(changes, CompletableFuture.completedFuture(null));
            });

    assertThat(results).hasSize(3 * BATCH);
    assertThat(results.subList(0, BATCH)).allMatch(line -> line.status() == 201);
    assertThat(results.subList(BATCH, 2 * BATCH))
        .allMatch(line -> line.status() == 503 && problem(line).detail().equals("the fault"));
    assertThat(results.subList(2 * BATCH, 3 * BATCH)).allMatch(line -> line.status() == 201);
    assertThat(batches).hasValue(3);
  }

  @Test
  void whenTheLinesStopComingEachThatWasReadHasItsResultAndTheLastSaysWhy() {
    Multi<Buffer> stalled =
        Multi.createBy()
            .concatenating()
            .streams(
                Multi.createFrom().items(Buffer.buffer("1\n2\n3\nhal")),
                Multi.createFrom().failure(new ProblemException(408, "body.slow", "too slow")));

    List<LineResult> results = results(stalled, PLENTY, BulkRunTest::written);

    assertThat(results).hasSize(4);
    assertThat(results.subList(0, 3)).allMatch(line -> line.status() == 201);
    assertThat(results.getLast().line()).isEqualTo(4);
    assertThat(problem(results.getLast()).code()).isEqualTo("body.slow");
  }

  @Test
  void whenNoLineCameAtAllTheWholeIsRefused() {
    Multi<Buffer> stalled =
        Multi.createBy()
            .concatenating()
            .streams(
                Multi.createFrom().items(Buffer.buffer("hal")),
                Multi.createFrom().failure(new ProblemException(408, "body.slow", "too slow")));

    assertThatThrownBy(() -> results(stalled, PLENTY, BulkRunTest::written))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void aLineThatThereIsNoRoomForIsToldSoAndTheNextIsTaken() {
    Room room = new Room(100);
    Multi<Buffer> lines =
        Multi.createFrom()
            .items(
                Buffer.buffer("1\n" + " ".repeat(200)), Buffer.buffer(" ".repeat(200) + "2\n3\n"));

    List<LineResult> results = results(lines, room, BulkRunTest::written);

    assertThat(results).hasSize(3);
    assertThat(results).extracting(LineResult::status).containsExactly(201, 503, 201);
    assertThat(problem(results.get(1)).code()).isEqualTo("line.no_room");
    assertThat(room.closed).isTrue();
  }

  private CompletableFuture<Void> remembered(CompletableFuture<Void> announced) {
    announcements.add(announced);
    return announced;
  }

  private CompletableFuture<Void> run(long lines, Supplier<CompletableFuture<Void>> announcing) {
    return bulk(pieces(lines), PLENTY, changes -> outcomes(changes, announcing.get()))
        .onItem()
        .invoke(result -> answered.incrementAndGet())
        .collect()
        .last()
        .subscribeAsCompletionStage()
        .thenApply(last -> null);
  }

  private static List<LineResult> results(
      Multi<Buffer> lines, BodyRoom room, Function<List<Change<String>>, List<Outcome>> writer) {
    return bulk(lines, room, writer).collect().asList().await().atMost(Duration.ofSeconds(90));
  }

  private static Multi<LineResult> bulk(
      Multi<Buffer> lines, BodyRoom room, Function<List<Change<String>>, List<Outcome>> writer) {
    BulkLimits limits = new BulkLimits(BATCH, 16 * 1024 * 1024, 16 * 1024);
    return new Bulk(limits)
        .run(
            lines,
            room,
            line -> new Parsed.Good<>(change(new String(line, StandardCharsets.UTF_8).strip())),
            writer,
            fault -> Refusal.of(503, "test.fault", String.valueOf(fault.getMessage())));
  }

  private static Problem problem(LineResult result) {
    return Objects.requireNonNull(result.problem());
  }

  private static List<Outcome> written(List<Change<String>> changes) {
    return outcomes(changes, CompletableFuture.completedFuture(null));
  }

  private static Change<String> change(String id) {
    return Terms.PLAIN.root(ScopeType.ITEM, id, "state", "fingerprint");
  }

  private static List<Outcome> outcomes(
      List<Change<String>> changes, CompletableFuture<Void> announced) {
    return changes.stream()
        .map(change -> new Decisions(Duration.ofSeconds(1)).decide(null, change, mint()))
        .map(decision -> ((Decision.Write) decision).next())
        .<Outcome>map(head -> new Outcome.Accepted(head, 1, true, false, announced))
        .toList();
  }

  private static Mint mint() {
    return new Mint(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), NOW);
  }

  /** Makes each piece of lines when it is asked for: there is no file behind it. */
  private Multi<Buffer> pieces(long lines) {
    Iterator<Buffer> made =
        LongStream.range(0, lines / PIECE).mapToObj(piece -> piece()).iterator();
    return Multi.createFrom().iterable(() -> made);
  }

  private Buffer piece() {
    String lines =
        LongStream.range(0, PIECE)
            .mapToObj(
                line -> {
                  String id = read.incrementAndGet() + "\n";
                  return " ".repeat(LINE - id.length()) + id;
                })
            .collect(Collectors.joining());
    mostInFlight.accumulateAndGet(read.get() - answered.get(), Math::max);
    return Buffer.buffer(lines);
  }

  private static final class Room implements BodyRoom {
    private final long most;
    private boolean closed;

    Room(long most) {
      this.most = most;
    }

    @Override
    public boolean resize(long bytes) {
      return bytes <= most;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
