package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.SignatureType;
import io.palimpsest.sealing.MasterKey;
import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
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
  int create(@Mixin FileOption option) throws IOException {
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
        "To change it: name the new file before the old one until auditors know the new key."
      })
  int createLog(
      @Mixin FileOption option,
      @Option(
              names = "--origin",
              required = true,
              description = "Name of the log: its public address without scheme.")
          String origin)
      throws IOException {
    if (Files.exists(option.file)) {
      throw new RefusedException(option.file + " exists: a log's key is never replaced in place");
    }
    NoteSigner.Generated key =
        NoteSigner.generate(origin, SignatureType.ED25519, new SecureRandom());
    // Created with its permissions: at no moment can others read it.
    Files.createFile(option.file, PosixFilePermissions.asFileAttribute(OWNER));
    Files.writeString(option.file, key.skey() + "\n");
    out().println(key.vkey().vkey());
    return ExitCodes.DONE;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Puts a new key beside the present one; the new one wraps from now on.")
  int add(@Mixin FileOption option) throws IOException {
    return written(MasterKey.read(option.file).withNew(), option.file);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints how many keys an older master key still wraps.")
  int status(@Mixin Connection connection) {
    return show(progress(connection));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Wraps keys anew until none is left; can be stopped and run again.")
  int rotate(@Mixin Connection connection) {
    JsonNode progress;
    do {
      progress = connection.api(Role.OPERATOR).post("/ingest/master-key/rotation", Map.of());
      show(progress);
    } while (progress.path("remaining").asLong() > 0 && progress.path("rewrapped").asLong() > 0);
    return progress.path("remaining").asLong() == 0 ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  @Command(
      name = "drop-old",
      mixinStandardHelpOptions = true,
      description = "Takes the older keys out of the file, once they wrap nothing any more.")
  int dropOld(@Mixin Connection connection, @Mixin FileOption option) throws IOException {
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

  private int written(MasterKey master, Path file) throws IOException {
    master.write(file);
    out().println("master key " + master.current() + " wraps; the file holds " + master.ids());
    return ExitCodes.DONE;
  }

  private int show(JsonNode answer) {
    out().println(answer.toPrettyString());
    return ExitCodes.DONE;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Names the file. */
  static final class FileOption {
    @Option(names = "--file", required = true, description = "The file of the key.")
    private Path file = Path.of("");
  }
}
