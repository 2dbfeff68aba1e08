package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.WrappedKey;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.local.kms.KmsServer;
import io.palimpsest.sealing.KmsKeys;
import io.palimpsest.sealing.MasterKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aMasterKeyIsMadeOnceAndANewOneIsPutBesideIt() throws Exception {
    Path file = folder.resolve("master.json");

    assertThat(run("create", "--file", file.toString())).isEqualTo(ExitCode.DONE.code());
    MasterKey first = MasterKey.read(file);
    assertThat(run("create", "--file", file.toString())).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("exists");
    assertThat(run("add", "--file", file.toString())).isEqualTo(ExitCode.DONE.code());

    MasterKey both = MasterKey.read(file);
    assertThat(both.ids()).hasSize(2).contains(first.current());
    assertThat(both.current()).isNotEqualTo(first.current());
    assertThat(out.toString()).contains(both.current());
    String secret = Files.readString(file).replaceAll("(?s).*\"value\":\\s*\"([^\"]+)\".*", "$1");
    assertThat(secret).hasSizeGreaterThan(20);
    assertThat(out + err.toString()).doesNotContain(secret);
  }

  @Test
  void aKeyOfTheLogIsMadeOnceAndItsPublicSideAloneIsPrinted() throws Exception {
    Path file = folder.resolve("log.key");
    String[] create = {"create-log", "--origin", "log.example/a", "--file", file.toString()};

    assertThat(run(create)).isEqualTo(ExitCode.DONE.code());
    String secret = Files.readString(file).strip();
    NoteSigner signer = NoteSigner.parse(secret, InstantSource.system());
    assertThat(out.toString().strip()).isEqualTo(signer.verifier().vkey());
    assertThat(signer.name()).isEqualTo("log.example/a");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    assertThat(run(create)).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("exists");
    assertThat(Files.readString(file).strip()).isEqualTo(secret);
    assertThat(out + err.toString()).doesNotContain(secret);
  }

  @Test
  void withAKmsTheFileHoldsTheKeyEncryptedUnderItsPublicSide() throws Exception {
    Path file = folder.resolve("log.key");
    String uri = "aws-kms://" + KmsServer.KEY;
    String[] create = {
      "create-log", "--origin", "log.example/a", "--file", file.toString(), "--kms", uri
    };
    try (KmsServer kms = new KmsServer()) {
      kms.deny(true);
      assertThat(run(create)).isEqualTo(ExitCode.UNREACHABLE.code());
      assertThat(err.toString()).contains(uri).contains("gives no answer");
      assertThat(kms.denials()).isPositive();
      assertThat(file).doesNotExist();

      kms.deny(false);
      assertThat(run(create)).isEqualTo(ExitCode.DONE.code());
      WrappedKey wrapped = WrappedKey.parse(Files.readString(file).strip());
      assertThat(wrapped.master()).isEqualTo(uri);
      assertThat(out.toString().strip()).isEqualTo(wrapped.verifier().vkey());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      NoteSigner signer =
          wrapped.unwrapped(KmsKeys.known().aead(uri)::decrypt, InstantSource.system());
      assertThat(signer.name()).isEqualTo("log.example/a");
    }
  }

  @Test
  void aUriOfNoKmsIsAMistakeOfUseAndLeavesNoFile() {
    Path file = folder.resolve("log.key");
    assertThat(
            run("create-log", "--origin", "a", "--file", file.toString(), "--kms", "vault://key"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("no KMS is known for vault://key");
    assertThat(file).doesNotExist();
  }

  private int run(String... options) {
    CommandLine line = Palimpsest.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] args = new String[options.length + 1];
    args[0] = "keys";
    System.arraycopy(options, 0, args, 1, options.length);
    return line.execute(args);
  }
}
