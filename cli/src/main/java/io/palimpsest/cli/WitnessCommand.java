package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.SignatureType;
import io.palimpsest.audit.witness.Witness;
import io.palimpsest.audit.witness.WitnessState;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a witness on a machine of its owner, until it is ended. */
@Command(
    name = "witness",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a witness of the log (c2sp.org/tlog-witness) until it is ended.",
      "It cosigns what is consistent with everything that it cosigned before. Whoever loses the",
      "file of state has to begin anew with another key: the old one could sign another history."
    })
final class WitnessCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--policy",
      required = true,
      description = "File whose log lines name the logs to cosign.")
  private Path policy;

  @Option(
      names = "--key",
      required = true,
      description = "File of the witness's key; made with --name where there is none.")
  private Path key;

  @Option(
      names = "--state",
      required = true,
      description = "File of what was cosigned; made where there is none.")
  private Path state;

  @Option(names = "--name", description = "Name of a new key, such as witness.example/w1.")
  private @Nullable String name;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen at; default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "7070",
      description = "Port to listen at, 0 for any; default: ${DEFAULT-VALUE}.")
  private int port;

  @Override
  public ExitCode call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try (WitnessState kept = WitnessState.open(state)) {
      Witness witness =
          new Witness(signer(), Policy.parse(BinaryFile.read(policy)), kept, err::println);
      try (WitnessServer server = WitnessServer.start(witness, host, port)) {
        Output.of(spec)
            .fact("witness at " + server.address(), fact("address", server.address().toString()));
        spec.commandLine().getOut().flush();
        new CountDownLatch(1).await();
      }
      return ExitCode.DONE;
    } catch (MalformedNoteException | IllegalStateException broken) {
      throw new RefusedException(String.valueOf(broken.getMessage()));
    } catch (IOException unreadable) {
      err.println(unreadable.getMessage());
      return ExitCode.NOT_RUN;
    }
  }

  private NoteSigner signer() throws IOException, MalformedNoteException {
    if (Files.notExists(key)) {
      make();
    }
    return NoteSigner.parse(TextFile.read(key), Clock.systemUTC());
  }

  /** Only its owner may read the private key; the public one lies beside it. */
  private void make() throws IOException {
    if (name == null) {
      throw new RefusedException("there is no " + key + "; --name makes a new key");
    }
    NoteSigner.Generated made =
        NoteSigner.generate(name, SignatureType.COSIGNATURE, new SecureRandom());
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, made.skey() + "\n", StandardOpenOption.WRITE);
    Files.writeString(key.resolveSibling(key.getFileName() + ".pub"), made.vkey().vkey() + "\n");
    Output.of(spec).say("new key: " + made.vkey().vkey());
  }

  private static JsonNode fact(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put(name, value);
  }
}
