package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.verify.SampleLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/auditing.md refuses what has one flipped bit, too. */
class FlippedBitsInPythonTest {
  private static final int FLIPS = 500;
  private static final List<String> FILES =
      List.of("certificate", "entries", "checkpoint", "log.policy");

  /** Runs the program again and again in one process, each time with another bit flipped. */
  private static final String HARNESS =
      """
      import contextlib, io, pathlib, random, runpy, sys
      flips, files = int(sys.argv[1]), sys.argv[2].split(",")
      random.seed(20261128)
      def accepted(*args):
          sys.argv = ["verify.py", "log.policy", *args]
          try:
              with contextlib.redirect_stdout(io.StringIO()): runpy.run_path("verify.py")
          except SystemExit as end: return not end.code
          except Exception: return False
          return True
      calls = {"certificate": [["certificate"]], "log.policy": [["certificate"], ["entries", "checkpoint"]]}
      print("control", accepted("certificate"), accepted("entries", "checkpoint"))
      for name in files:
          whole, wrong = pathlib.Path(name).read_bytes(), 0
          for n in range(flips):
              bit = random.randrange(len(whole) * 8)
              flipped = bytearray(whole)
              flipped[bit // 8] ^= 1 << bit % 8
              pathlib.Path(name).write_bytes(flipped)
              wrong += any(accepted(*call) for call in calls.get(name, [["entries", "checkpoint"]]))
          pathlib.Path(name).write_bytes(whole)
          print(name, flips, "flipped,", wrong, "accepted")
      """;

  @TempDir private Path folder;

  @Test
  void ofCertificatesEntriesCheckpointsAndPoliciesNoneIsAccepted() throws Exception {
    Documented.require(Documented.PYTHON);
    Documented.require("openssl", "version");
    Documented.program(folder);
    SampleLog log = new SampleLog();
    List<byte[]> entries = SampleLog.entries(3);
    log.write(folder.resolve("log"), entries);
    Files.copy(folder.resolve("log/checkpoint"), folder.resolve("checkpoint"));
    Files.write(folder.resolve("log.policy"), log.policyFile());
    Files.write(
        folder.resolve("certificate"),
        SampleLog.certificate(folder.resolve("log"), entries.get(8), 8));
    try (var out = Files.newOutputStream(folder.resolve("entries"))) {
      for (int index = 0; index < entries.size(); index++) {
        out.write((index + " ").getBytes(StandardCharsets.UTF_8));
        out.write(entries.get(index));
        out.write('\n');
      }
    }
    Files.writeString(folder.resolve("harness.py"), HARNESS);

    Documented.Ended ended =
        Documented.run(
            folder,
            Map.of(),
            Documented.PYTHON,
            "harness.py",
            Integer.toString(FLIPS),
            String.join(",", FILES));

    assertThat(ended.out())
        .isEqualTo(
            """
            control True True
            certificate 500 flipped, 0 accepted
            entries 500 flipped, 0 accepted
            checkpoint 500 flipped, 0 accepted
            log.policy 500 flipped, 0 accepted
            """);
  }
}
