package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.verify.SampleLog;
import io.palimpsest.cli.frame.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading, copying and proving from a folder of the log. */
class AuditCommandTest {
  private static final String FIRST = "er_000000000000000000000000";

  private final SampleLog log = new SampleLog();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  @BeforeEach
  void write() throws Exception {
    log.write(folder.resolve("log"), SampleLog.entries(40), 100, 300);
    Files.write(folder.resolve("log.policy"), log.policyFile());
  }

  @Test
  void theEntriesOfARequestAreShownInOrder() {
    assertThat(run("show", FIRST, "--dir", path("log"))).isEqualTo(ExitCode.DONE.code());
    assertThat(out.toString().lines()).hasSize(9).first().asString().startsWith("0 {");
    assertThat(out.toString()).contains("8 {", "confirmed_live");
    assertThat(run("show", "er_ffffffffffff", "--dir", path("log")))
        .isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("the log has no entry of er_ffffffffffff");
    assertThat(run("show", "ada", "--dir", path("log"))).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void anIndexShowsOneEntryAndTailTheNewest() {
    run("show", "17", "--dir", path("log"));
    assertThat(out.toString().lines()).singleElement().asString().startsWith("17 {");
    out.getBuffer().setLength(0);
    run("tail", "-n", "3", "--dir", path("log"));
    assertThat(out.toString().lines().map(line -> line.split(" ")[0]))
        .containsExactly("357", "358", "359");
  }

  @Test
  void anExportIsTheSameLogAndIsVerified() throws Exception {
    assertThat(
            run(
                "export",
                "--dir",
                path("log"),
                "--to",
                path("copy"),
                "--policy",
                path("log.policy")))
        .as(err.toString())
        .isEqualTo(ExitCode.DONE.code());
    assertThat(
            run(
                "verify",
                "--dir",
                path("copy"),
                "--policy",
                path("log.policy"),
                "--at",
                "2026-03-02"))
        .as(err.toString())
        .isEqualTo(ExitCode.DONE.code());
    for (String file : new String[] {"checkpoint", "tile/0/000", "tile/entries/001.p/104"}) {
      assertThat(folder.resolve("copy").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("log").resolve(file));
    }
    assertThat(
            run(
                "export",
                "--dir",
                path("log"),
                "--to",
                path("copy"),
                "--policy",
                path("log.policy")))
        .isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("is not empty");
  }

  @Test
  void whatDoesNotLeadToTheRootIsExportedWithoutACheckpoint() throws Exception {
    Path bundle = folder.resolve("log/tile/entries/000");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[40] ^= 1;
    Files.write(bundle, bytes);
    assertThat(
            run(
                "export",
                "--dir",
                path("log"),
                "--to",
                path("copy"),
                "--policy",
                path("log.policy")))
        .isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("the 360 entries do not lead to the root");
    assertThat(folder.resolve("copy/checkpoint")).doesNotExist();
  }

  @Test
  void aProofMadeFromTheFolderIsACertificate() {
    assertThat(
            run(
                "prove",
                FIRST,
                "--dir",
                path("log"),
                "--policy",
                path("log.policy"),
                "--to",
                path("one")))
        .as(err.toString())
        .isEqualTo(ExitCode.DONE.code());
    assertThat(out.toString()).contains("entry 8 of 360, confirmed_live");
    assertThat(run("verify", path("one"), "--policy", path("log.policy")))
        .isEqualTo(ExitCode.DONE.code());
    assertThat(
            run(
                "prove",
                "360",
                "--dir",
                path("log"),
                "--policy",
                path("log.policy"),
                "--to",
                path("two")))
        .isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("no such entry below its checkpoint of 360");
  }

  @Test
  void twoCheckpointsAreConsistentOrSaidNotToBe() throws Exception {
    assertThat(consistency("log/checkpoint.100", "log/checkpoint.300"))
        .isEqualTo(ExitCode.DONE.code());
    assertThat(out.toString()).contains("consistent: 100 entries, then 300");
    assertThat(consistency("log/checkpoint.300", "log/checkpoint.100"))
        .isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("is none before");

    log.write(folder.resolve("fork"), SampleLog.entries(40).reversed(), 100);
    assertThat(consistency("fork/checkpoint.100", "log/checkpoint"))
        .isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("are not the first of the 360");
  }

  @Test
  void whoIsShownTheKeyOfARequestCanProveWhoseDataItWas() throws Exception {
    run("prove", FIRST, "--dir", path("log"), "--policy", path("log.policy"), "--to", path("one"));
    Files.writeString(folder.resolve("key"), "0".repeat(64) + "\n", StandardCharsets.UTF_8);
    assertThat(disclose("ada,coach0")).as(err.toString()).isEqualTo(ExitCode.DONE.code());
    assertThat(out.toString()).contains("proven: /erasure/" + FIRST);
    assertThat(disclose("ada,coach1")).isEqualTo(ExitCode.FAILED.code());
    Files.writeString(folder.resolve("key"), "1".repeat(64), StandardCharsets.UTF_8);
    assertThat(disclose("ada,coach0")).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("not about this scope");
    Files.writeString(folder.resolve("key"), "secret", StandardCharsets.UTF_8);
    assertThat(disclose("ada,coach0")).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).doesNotContain("secret").contains("64 hexadecimal digits");
  }

  @Test
  void whoIsShownTheKeyOfAnActCanProveWhoActedAndOnWhat() throws Exception {
    RequestKey key = RequestKey.random(new SecureRandom());
    UUID tenant = UUID.randomUUID();
    AuditSource act = AuditSource.service("reembed", "rt_0123456789ab");
    Statement moved =
        Statement.of(act, 0, EntryType.ROUTE_CHANGED, SampleLog.START)
            .with(AuditField.SCOPE, key.uid(tenant))
            .with(AuditField.ACTOR, key.actor("grace"));
    log.write(folder.resolve("acts"), List.of(moved.bytes()));
    run("prove", "0", "--dir", path("acts"), "--policy", path("log.policy"), "--to", path("one"));
    Files.writeString(folder.resolve("key"), HexFormat.of().formatHex(key.bytes()));

    assertThat(claim("--actor", "grace")).as(err.toString()).isEqualTo(ExitCode.DONE.code());
    assertThat(claim("--uid", tenant.toString())).isEqualTo(ExitCode.DONE.code());
    assertThat(out.toString())
        .contains("proven: " + act.path() + " is of this actor")
        .contains("proven: " + act.path() + " is about this scope");
    assertThat(claim("--actor", "linus")).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("not of this actor");
    assertThat(claim("--uid", UUID.randomUUID().toString())).isEqualTo(ExitCode.FAILED.code());
    assertThat(claim("--uid", tenant.toString(), "--actor", "grace"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(claim()).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void aKeyIsAskedForWhereTheStatementWasMade() {
    assertThat(AuditDiscloseCommand.door(AuditSource.request(FIRST)))
        .isEqualTo("/erasures/" + FIRST + "/disclosure");
    assertThat(AuditDiscloseCommand.door(AuditSource.service("ingest", "ac_0123456789ab")))
        .isEqualTo("/ingest/acts/ac_0123456789ab/disclosure");
    assertThat(AuditDiscloseCommand.door(AuditSource.service("reembed", "rt_0123456789ab")))
        .isEqualTo("/reembed/acts/rt_0123456789ab/disclosure");
  }

  private int consistency(String older, String newer) {
    return run(
        "consistency",
        path(older),
        path(newer),
        "--dir",
        path("log"),
        "--policy",
        path("log.policy"));
  }

  private int disclose(String ids) {
    return claim("--scope", "twin", "--id", ids);
  }

  private int claim(String... claim) {
    return run(
        Stream.concat(
                Stream.of(
                    "disclose",
                    path("one"),
                    "--policy",
                    path("log.policy"),
                    "--key-file",
                    path("key")),
                Stream.of(claim))
            .toArray(String[]::new));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private int run(String... args) {
    String[] line = new String[args.length + 1];
    line[0] = "audit";
    System.arraycopy(args, 0, line, 1, args.length);
    return Palimpsest.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(line);
  }
}
