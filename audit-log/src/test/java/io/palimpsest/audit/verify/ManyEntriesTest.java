package io.palimpsest.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.audit.verify.Report.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/**
 * A log of a million entries (20,000 in the quick tier) is verified in a minute, and in little
 * memory.
 */
class ManyEntriesTest {
  private static final long ENTRIES = Boolean.getBoolean("palimpsest.full") ? 1_000_000 : 20_000;
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final long MEBIBYTE = 1 << 20;
  private static final int BATCH = 500;

  /** Whole requests alone, so that each of them has ended. */
  private final List<byte[]> request =
      SampleLog.request(0).stream().map(said -> said.bytes()).toList();

  private final long size = ENTRIES - ENTRIES % request.size();

  @Test
  void isVerifiedInTimeAndInMemoryThatHardlyGrows() throws Exception {
    SampleLog log = new SampleLog();
    Frontier tree = new Frontier();
    for (long index = 0; index < size; index++) {
      tree.append(Hash.leaf(entry(index)));
    }
    Generated generated = new Generated(log.signed(size, tree.root()));
    Report report;
    long began = System.nanoTime();
    try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
      report =
          new LogVerifier(log.policy(), SampleLog.START.plus(Duration.ofDays(60)), readers)
              .verify(generated, List.of());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);

    System.out.printf(
        "verified %,d entries (%,d bytes) in %.1f s; heap in use after a tenth %d MiB, at the end %d MiB%n",
        size,
        generated.bytes,
        took.toMillis() / 1000.0,
        generated.early / MEBIBYTE,
        generated.late / MEBIBYTE);
    assertThat(report.findings()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(report.requests().confirmed()).isEqualTo(size / request.size());
    assertThat(took).isLessThan(LONGEST);
    assertThat(generated.late - generated.early).isLessThan(32 * MEBIBYTE);
  }

  /** The entries of the one request again and again, each time under another reference. */
  private byte[] entry(long index) {
    byte[] entry = request.get((int) (index % request.size())).clone();
    byte[] reference =
        "er_%024x".formatted(index / request.size()).getBytes(StandardCharsets.UTF_8);
    int at = new String(entry, StandardCharsets.UTF_8).indexOf("er_");
    System.arraycopy(reference, 0, entry, at, reference.length);
    return entry;
  }

  private final class Generated implements LogCopy {
    private final byte[] checkpoint;
    private long next;
    private long bytes;
    private long early;
    private long late;

    Generated(byte[] checkpoint) {
      this.checkpoint = checkpoint;
    }

    @Override
    public List<Signed> checkpoints() {
      return List.of(new Signed("checkpoint", checkpoint));
    }

    @Override
    public Entries entries(long wanted) {
      return new Entries() {
        @Override
        public List<Entry> next() {
          return batch();
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
    }

    @Override
    public Optional<Resources> tiles() {
      return Optional.empty();
    }

    private List<Entry> batch() {
      List<Entry> batch = new ArrayList<>();
      while (batch.size() < BATCH && next < size) {
        byte[] entry = entry(next);
        bytes += entry.length;
        batch.add(new Entry(next++, entry));
      }
      if (early == 0 && next > size / 10) {
        early = used();
      }
      if (late == 0 && next == size) {
        late = used();
      }
      return batch;
    }

    private static long used() {
      System.gc();
      return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
  }
}
