package io.palimpsest.ingest.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Decision;
import io.palimpsest.ingest.entry.Decisions;
import io.palimpsest.ingest.entry.Mint;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Terms;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BulkRunTest {
  private static final int BATCH = 500;
  private static final int LINE = 1_000;
  private static final int READ_AHEAD = 64 * 1024 / LINE + 2;
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final AtomicLong read = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong mostInFlight = new AtomicLong();
  private final Queue<CompletableFuture<Void>> announcements = new ConcurrentLinkedQueue<>();

  @Test
  void howeverLongTheStreamNoMoreThanABatchOfLinesIsInFlight() throws Exception {
    long lines = 100_000;

    long count = run(lines, () -> CompletableFuture.completedFuture(null));

    assertThat(count).isEqualTo(lines);
    assertThat(answered).hasValue(lines);
    assertThat(mostInFlight.get()).isBetween((long) BATCH, (long) BATCH + READ_AHEAD);
  }

  @Test
  void readingWaitsWhileFiveBatchesAreNotAnnouncedAndGoesOnWhenTheyAre() throws Exception {
    long lines = 20_000;
    Thread bulk =
        Thread.ofPlatform().start(() -> run(lines, () -> remembered(new CompletableFuture<>())));

    await().atMost(Duration.ofSeconds(90)).until(() -> bulk.getState() == Thread.State.WAITING);
    assertThat(answered).hasValue(5 * BATCH);
    assertThat(read.get()).isLessThanOrEqualTo(5 * BATCH + READ_AHEAD);

    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> {
              announcements.forEach(announced -> announced.complete(null));
              return !bulk.isAlive();
            });
    assertThat(answered).hasValue(lines);
  }

  private CompletableFuture<Void> remembered(CompletableFuture<Void> announced) {
    announcements.add(announced);
    return announced;
  }

  private long run(long lines, Supplier<CompletableFuture<Void>> announcing) {
    BulkLimits limits = new BulkLimits(BATCH, 16 * 1024 * 1024, 16 * 1024);
    try {
      return new Bulk(limits, new ObjectMapper().findAndRegisterModules())
          .run(
              new Generated(lines),
              new Counted(),
              line -> new Parsed.Good<>(change(new String(line, StandardCharsets.UTF_8).strip())),
              changes -> outcomes(changes, announcing.get()));
    } catch (java.io.IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
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

  /** Makes each line when it is asked for: there is no file behind it. */
  private final class Generated extends InputStream {
    private final long lines;
    private byte[] line = {};
    private int at;

    Generated(long lines) {
      this.lines = lines;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read a byte at a time");
    }

    @Override
    public int read(byte[] into, int from, int length) {
      int filled = 0;
      while (filled < length && next()) {
        int piece = Math.min(length - filled, line.length - at);
        System.arraycopy(line, at, into, from + filled, piece);
        at += piece;
        filled += piece;
      }
      return filled == 0 ? -1 : filled;
    }

    private boolean next() {
      if (at < line.length) {
        return true;
      }
      if (read.get() == lines) {
        return false;
      }
      String id = "%d%n".formatted(read.incrementAndGet());
      line = (" ".repeat(LINE - id.length()) + id).getBytes(StandardCharsets.UTF_8);
      at = 0;
      mostInFlight.accumulateAndGet(read.get() - answered.get(), Math::max);
      return true;
    }
  }

  private final class Counted extends OutputStream {
    @Override
    public void write(int b) {
      if (b == '\n') {
        answered.incrementAndGet();
      }
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      // A result without its line end.
    }
  }
}
