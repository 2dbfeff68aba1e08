package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.verify.SampleLog;
import io.palimpsest.cli.frame.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says of certificates and logs in files, and with which code it ends. */
class AuditVerifyCommandTest {
  private static final int CONFIRMATION = 8;

  private final SampleLog log = new SampleLog();
  private final List<byte[]> entries = SampleLog.entries(40);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  @BeforeEach
  void write() throws Exception {
    log.write(folder.resolve("log"), entries, 100);
    Files.write(folder.resolve("log.policy"), log.policyFile());
  }

  @Test
  void aCertificateIsVerifiedOffline() throws Exception {
    Path file = certificate(CONFIRMATION);
    assertThat(verify(file.toString())).as(err.toString()).isEqualTo(ExitCode.DONE.code());
    assertThat(out.toString().replaceAll(" +", " "))
        .contains(
            "verified one.tlog-proof",
            "confirmed_live of /erasure/er_",
            "8 of 360 in log.example/audit",
            "remaining 0",
            "control_passed true");
    assertThat(Files.size(file)).as("bytes of a certificate").isLessThan(4_096);
  }

  @Test
  void aCertificateWithAFlippedBitIsNot() throws Exception {
    Path file = certificate(CONFIRMATION);
    byte[] bytes = Files.readAllBytes(file);
    bytes[200] ^= 2;
    Files.write(file, bytes);
    assertThat(verify(file.toString())).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "NOT VERIFIED: the proof does not lead from the entry at index 8 to the root of the"
                + " checkpoint of size 360");
  }

  @Test
  void anEntryThatConfirmsNothingIsShownAndSaidToBeNone() throws Exception {
    assertThat(verify(certificate(0).toString())).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("does not confirm an erasure");
  }

  @Test
  void aWholeLogIsVerifiedWithACheckpointThatWasKept() {
    assertThat(verify("--dir", path("log"), "--older", path("log/checkpoint.100")))
        .as(err.toString())
        .isEqualTo(ExitCode.DONE.code());
    assertThat(out.toString())
        .contains(
            "log log.example/audit, 360 entries read, checkpoint of 360, root ",
            "other checkpoints of the same history: 1",
            "requests: 40 confirmed, 0 ended otherwise, 0 open, 0 of them held")
        .endsWith("verified" + System.lineSeparator());
  }

  @Test
  void aChangedLogIsNot() throws Exception {
    Path tile = folder.resolve("log/tile/0/000");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[64] ^= 1;
    Files.write(tile, bytes);
    assertThat(verify("--dir", path("log"))).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("BROKEN  tile/0/000: hash 2 is not that of entry 2");
    assertThat(out.toString()).contains("NOT VERIFIED");
  }

  @Test
  void aPromiseThatWasNotKeptFailsAndIsNamed() throws Exception {
    log.write(folder.resolve("open"), entries.subList(0, 353));
    assertThat(verify("--dir", path("open"), "--at", "2027-01-01"))
        .isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("UNKEPT  request er_", "has not ended");
  }

  @Test
  void whatCannotBeReadIsNeitherVerifiedNorBroken() {
    assertThat(verify("--dir", path("nowhere"))).isEqualTo(ExitCode.NOT_RUN.code());
    assertThat(verify(path("no.tlog-proof"))).isEqualTo(ExitCode.NOT_RUN.code());
    assertThat(err.toString()).contains("nowhere is no folder", "no.tlog-proof cannot be read");
  }

  @Test
  void whatIsToBeVerifiedHasToBeNamedOnce() {
    assertThat(verify()).isEqualTo(ExitCode.USAGE.code());
    assertThat(verify("--dir", path("log"), "--bootstrap", "localhost:1"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(verify("any.tlog-proof", "--dir", path("log"))).isEqualTo(ExitCode.USAGE.code());
  }

  private Path certificate(int index) throws Exception {
    byte[] file = SampleLog.certificate(folder.resolve("log"), entries.get(index), index);
    return Files.write(folder.resolve("one.tlog-proof"), file);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private int verify(String... args) {
    List<String> line = new ArrayList<>(List.of("audit", "verify"));
    line.addAll(List.of(args));
    line.add("--policy=" + folder.resolve("log.policy"));
    return Palimpsest.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(line.toArray(String[]::new));
  }
}
