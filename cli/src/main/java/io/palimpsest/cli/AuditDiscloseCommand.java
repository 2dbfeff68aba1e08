package io.palimpsest.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.verify.Certificate;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.event.ScopeType;
import io.palimpsest.tenancy.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves whose data a certificate is about, to one who was shown the key of the request. */
@Command(
    name = "disclose",
    mixinStandardHelpOptions = true,
    description = {
      "Proves that a certificate is about a scope: its digest under the request's key is the one",
      "in the log. The key is in a file, or compliance asks the service for it, which is noted in",
      "the request's journal. Who was not shown the key learns nothing from the log."
    })
final class AuditDiscloseCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CERTIFICATE", description = "A .tlog-proof file.")
  private Path certificate;

  @Option(names = "--policy", required = true, description = "File with the keys that are trusted.")
  private Path policy;

  @Mixin private Connection connection;

  @Option(
      names = "--key-file",
      description = "File with the key of the request in hexadecimal; default: asks the service.")
  private @Nullable Path keyFile;

  @Option(names = "--key-to", description = "File to write the key to, for an auditor.")
  private @Nullable Path keyTo;

  @Option(
      names = "--scope",
      required = true,
      paramLabel = "KIND",
      description = "${COMPLETION-CANDIDATES}.")
  private ScopeOptions.Kind type;

  @Option(
      names = "--id",
      required = true,
      split = ",",
      description = "Public ids, outermost first, such as --id ada,coach for a twin.")
  private List<String> ids;

  @Override
  public ExitCode call() throws InterruptedException {
    return LookedAt.at(
        spec,
        () -> {
          Policy trusted = Policy.parse(BinaryFile.read(policy));
          Statement entry = Certificate.verified(BinaryFile.read(certificate), trusted).entry();
          RequestKey key = key(entry);
          String digest = key.scope(scope(), ids);
          if (!digest.equals(entry.data().get(AuditField.SCOPE))) {
            throw new MalformedNoteException(
                "the certificate is not about this scope, or the key is that of another request");
          }
          if (keyTo != null) {
            Files.writeString(keyTo, HexFormat.of().formatHex(key.bytes()) + "\n");
          }
          String source = entry.source().path();
          Output.of(spec)
              .fact(
                  "proven: %s is about this scope".formatted(source),
                  JsonNodeFactory.instance.objectNode().put("proven", true).put("source", source));
          return ExitCode.DONE;
        });
  }

  private RequestKey key(Statement entry) {
    String key =
        keyFile == null
            ? connection
                .api(Role.COMPLIANCE)
                .post("/erasures/" + reference(entry) + "/disclosure", Map.of())
                .path("key")
                .asText()
            : TextFile.read(keyFile);
    try {
      return RequestKey.of(HexFormat.of().parseHex(key));
    } catch (IllegalArgumentException malformed) {
      throw new RefusedException("a key of a request is 64 hexadecimal digits");
    }
  }

  private static String reference(Statement entry) {
    String path = entry.source().path();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private ScopeType scope() {
    return ScopeType.valueOf(type.name());
  }
}
