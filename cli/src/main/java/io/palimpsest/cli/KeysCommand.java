package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.SignatureType;
import io.palimpsest.audit.note.WrappedKey;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.cli.frame.Rows;
import io.palimpsest.sealing.KeysUnavailableException;
import io.palimpsest.sealing.KmsKeys;
import io.palimpsest.sealing.MasterKey;
import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The master key and the log's: made, changed in steps, never printed. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = {
      "Makes and changes the master key.",
      "To change it: add (the new key wraps, both unwrap), rotate (until 0 remain), drop-old."
    })
final class KeysCommand {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  @Spec private CommandSpec spec;

  @Command(mixinStandardHelpOptions = true, description = "Makes a master key in a new file.")
  ExitCode create(@Mixin FileOption option) throws IOException {
    if (Files.exists(option.file)) {
      throw new RefusedException(option.file + " exists: 'keys add' puts a new key beside its own");
    }
    return written(MasterKey.generate(), option.file);
  }

  @Command(
      name = "create-log",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a key that signs the audit log, in a new file, and prints its public side.",
        "To change it: name the new file before the old one until auditors know the new key.",
        "With --kms the file holds the key encrypted, and the service asks the KMS at its start."
      })
  ExitCode createLog(
      @Mixin FileOption option,
      @Option(
              names = "--origin",
              required = true,
              description = "Name of the log: its public address without scheme.")
          String origin,
      @Option(
              names = "--kms",
              paramLabel = "URI",
              description = "A key in a KMS that encrypts it, such as aws-kms://arn:aws:kms:...")
          Optional<String> kms)
      throws IOException {
    if (Files.exists(option.file)) {
      throw new RefusedException(option.file + " exists: a log's key is never replaced in place");
    }
    NoteSigner.Generated key =
        NoteSigner.generate(origin, SignatureType.ED25519, new SecureRandom());
    String line = kms.map(uri -> wrapped(key, uri)).orElseGet(key::skey);
    // Created with its permissions: at no moment can others read it.
    Files.createFile(option.file, PosixFilePermissions.asFileAttribute(OWNER));
    Files.writeString(option.file, line + "\n");
    String vkey = key.vkey().vkey();
    Output.of(spec).fact(vkey, JsonNodeFactory.instance.objectNode().put("vkey", vkey));
    return ExitCode.DONE;
  }

  private static String wrapped(NoteSigner.Generated key, String uri) {
    try {
      return WrappedKey.of(key, uri, KmsKeys.known().aead(uri)::encrypt).text();
    } catch (IllegalArgumentException noKey) {
      throw new UsageException(String.valueOf(noKey.getMessage()));
    } catch (KeysUnavailableException noAnswer) {
      throw new UnreachableException(uri + ": " + noAnswer.getMessage());
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Puts a new key beside the present one; the new one wraps from now on.")
  ExitCode add(@Mixin FileOption option) throws IOException {
    return written(MasterKey.read(option.file).withNew(), option.file);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints how many keys an older master key still wraps.")
  ExitCode status(@Mixin Connection connection) {
    return show(progress(connection));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Wraps keys anew until none is left; can be stopped and run again.")
  ExitCode rotate(@Mixin Connection connection) {
    try (Rows rows = Output.of(spec).rows()) {
      return rotate(connection.api(Role.OPERATOR), rows);
    }
  }

  private static ExitCode rotate(Api api, Rows rows) {
    JsonNode progress;
    do {
      progress = api.post("/ingest/master-key/rotation", Map.of());
      rows.add(progress);
    } while (progress.path("remaining").asLong() > 0 && progress.path("rewrapped").asLong() > 0);
    return progress.path("remaining").asLong() == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  @Command(
      name = "drop-old",
      mixinStandardHelpOptions = true,
      description = "Takes the older keys out of the file, once they wrap nothing any more.")
  ExitCode dropOld(@Mixin Connection connection, @Mixin FileOption option) throws IOException {
    MasterKey master = MasterKey.read(option.file);
    JsonNode progress = progress(connection);
    if (!progress.path("master").asText().equals(master.current())
        || progress.path("remaining").asLong(-1) != 0) {
      throw new RefusedException(
          "keys are still wrapped by an older master key, or the service has another file:"
              + " see 'keys status'");
    }
    return written(master.withoutOld(), option.file);
  }

  private static JsonNode progress(Connection connection) {
    return connection.api(Role.OPERATOR).get("/ingest/master-key");
  }

  private ExitCode written(MasterKey master, Path file) throws IOException {
    master.write(file);
    Output.of(spec)
        .fact(
            "master key " + master.current() + " wraps; the file holds " + master.ids(),
            Api.JSON.valueToTree(Map.of("master", master.current(), "holds", master.ids())));
    return ExitCode.DONE;
  }

  private ExitCode show(JsonNode answer) {
    Output.of(spec).show(answer);
    return ExitCode.DONE;
  }

  /** Names the file. */
  static final class FileOption {
    @Option(names = "--file", required = true, description = "The file of the key.")
    private Path file = Path.of("");
  }
}
