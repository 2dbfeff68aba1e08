package io.palimpsest.erasure.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.event.ScopeType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BundleWriterTest {
  private static final int LINES = 2_000;
  private static final int LINE = 32 * 1024;
  private static final long AHEAD = 256L * 1024;

  private final AtomicLong made = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private long mostAhead;

  /** What cannot be compressed has to come out about as fast as it goes in. */
  @Test
  void neverHoldsMoreThanAFewLines() throws IOException {
    BundleWriter.Written result =
        new BundleWriter(List.of(new NoisyLines()))
            .write(request(), Samples.NOW, new CountingSink());
    assertThat(result.records()).isEqualTo(LINES);
    assertThat(result.digest()).matches("[0-9a-f]{64}");
    assertThat(made.get()).as("far more than it holds").isGreaterThan(100 * AHEAD);
    assertThat(mostAhead).isLessThan(AHEAD);
  }

  @Test
  void aPartThatBreaksOffBreaksTheBundle() {
    BundlePart broken =
        new BundlePart() {
          @Override
          public String file() {
            return "broken.jsonl";
          }

          @Override
          public void write(Plan plan, OutputStream out) throws IOException {
            throw new IOException("closed by the other side");
          }
        };
    assertThatThrownBy(
            () ->
                new BundleWriter(List.of(broken)).write(request(), Samples.NOW, new CountingSink()))
        .isInstanceOf(IOException.class);
  }

  private static ErasureRequest request() {
    return Resolution.planned(
        Samples.received(ScopeType.CREATOR, Standing.OWNER, false),
        Samples.plan(ScopeType.CREATOR),
        Samples.NOW);
  }

  private final class NoisyLines implements BundlePart {
    private final Random random = new Random(11);

    @Override
    public String file() {
      return "noise.jsonl";
    }

    @Override
    public void write(Plan plan, OutputStream out) throws IOException {
      byte[] line = new byte[LINE];
      for (int n = 0; n < LINES; n++) {
        random.nextBytes(line);
        for (int at = 0; at < LINE; at++) {
          line[at] = line[at] == '\n' ? 0 : line[at];
        }
        line[LINE - 1] = '\n';
        made.addAndGet(LINE);
        out.write(line);
        mostAhead = Math.max(mostAhead, made.get() - written.get());
      }
    }
  }

  private final class CountingSink extends OutputStream {
    @Override
    public void write(int value) {
      written.incrementAndGet();
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      written.addAndGet(length);
    }
  }
}
