package io.palimpsest.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.verify.Report.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of thousands of logs, checkpoints, proofs and policies with one flipped bit, none is accepted.
 */
class FlippedBitsTest {
  private static final int OF_LOG = 2_000;
  private static final int OF_NOTES = 9_000;

  private final SampleLog log = new SampleLog();
  private final List<byte[]> entries = SampleLog.entries(29);
  private final Map<String, byte[]> files = new HashMap<>();
  private final Random random = new Random(20_261_128);
  private byte[] certificate = {};
  private byte[] policy = {};
  @TempDir private Path folder;

  @BeforeEach
  void write() throws Exception {
    log.write(folder, entries);
    certificate = SampleLog.certificate(folder, entries.get(8), 8);
    policy = log.policyFile();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  @Test
  void ofBundlesTilesAndCheckpoint() throws Exception {
    assertThat(files.keySet())
        .containsExactlyInAnyOrder(
            "checkpoint",
            "tile/0/000",
            "tile/0/001.p/5",
            "tile/1/000.p/1",
            "tile/entries/000",
            "tile/entries/001.p/5");
    List<String> paths = files.keySet().stream().sorted().toList();
    Map<String, Integer> refused = new HashMap<>();
    try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
      LogVerifier verifier = new LogVerifier(log.policy(), SampleLog.START, readers);
      assertThat(verifier.verify(new ServedLog(new Served(Map.of())), List.of()).verdict())
          .isEqualTo(Verdict.VERIFIED);
      for (int at = 0; at < OF_LOG; at++) {
        String path = paths.get(at % paths.size());
        Served flipped = new Served(Map.of(path, flipped(files.get(path))));
        Report report = verifier.verify(new ServedLog(flipped), List.of());
        assertThat(report.verdict()).as("a flipped bit of %s", path).isEqualTo(Verdict.BROKEN);
        assertThat(report.findings()).isNotEmpty();
        refused.merge(path, 1, Integer::sum);
      }
    }
    System.out.println("flipped bits, all refused: " + refused);
  }

  @Test
  void ofProofsAndPolicies() throws Exception {
    int accepted = 0;
    assertThat(accepts(certificate, policy)).isTrue();
    for (int at = 0; at < OF_NOTES; at++) {
      accepted +=
          at % 2 == 0
              ? accepts(flipped(certificate), policy) ? 1 : 0
              : accepts(certificate, flipped(policy)) ? 1 : 0;
    }
    assertThat(accepted).isZero();
  }

  private static boolean accepts(byte[] certificate, byte[] policy) {
    try {
      return Certificate.verified(certificate, Policy.parse(policy)).confirmsErasure();
    } catch (MalformedNoteException refused) {
      return false;
    }
  }

  private byte[] flipped(byte[] bytes) {
    byte[] flipped = bytes.clone();
    int bit = random.nextInt(bytes.length * Byte.SIZE);
    flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
    return flipped;
  }

  /** The log, some of its files in another form. */
  private final class Served implements Resources {
    private final Map<String, byte[]> changed;

    Served(Map<String, byte[]> changed) {
      this.changed = changed;
    }

    @Override
    public Optional<byte[]> read(String path) {
      return Optional.ofNullable(changed.getOrDefault(path, files.get(path)));
    }
  }
}
