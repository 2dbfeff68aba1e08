package io.palimpsest.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.verify.Certificate;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.tenancy.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Proves whom a certificate is about, or who acted, to one who was shown the key of its digests.
 */
@Command(
    name = "disclose",
    mixinStandardHelpOptions = true,
    description = {
      "Proves that a certificate is about a scope, or that somebody acted: the digest is that of",
      "the log, under the key of the request or act. The key is in a file, or compliance asks the",
      "service whose statement it was, which is noted. Who was not shown the key learns nothing",
      "from the log."
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
      description = "File with the key of the digests in hexadecimal; default: asks the service.")
  private @Nullable Path keyFile;

  @Option(names = "--key-to", description = "File to write the key to, for an auditor.")
  private @Nullable Path keyTo;

  @ArgGroup(multiplicity = "1")
  private Claim claim = new Claim();

  /** What the entry is said to show. */
  private static final class Claim {
    @ArgGroup(exclusive = false)
    private @Nullable ScopeOptions scope;

    @Option(names = "--uid", description = "Uid of a scope, where the entry has it by that alone.")
    private @Nullable UUID uid;

    @Option(names = "--actor", paramLabel = "KEY_ID", description = "Key id of who asked or acted.")
    private @Nullable String actor;

    AuditField field() {
      return actor == null ? AuditField.SCOPE : AuditField.ACTOR;
    }

    String digest(RequestKey key) {
      if (actor != null) {
        return key.actor(actor);
      }
      return uid != null ? key.uid(uid) : Objects.requireNonNull(scope).digest(key);
    }

    String text() {
      return actor == null ? "about this scope" : "of this actor";
    }
  }

  @Override
  public ExitCode call() throws InterruptedException {
    return LookedAt.at(
        spec,
        () -> {
          Policy trusted = Policy.parse(BinaryFile.read(policy));
          Statement entry = Certificate.verified(BinaryFile.read(certificate), trusted).entry();
          RequestKey key = key(entry);
          if (!claim.digest(key).equals(entry.data().get(claim.field()))) {
            throw new MalformedNoteException(
                "the certificate is not %s, or the key is another's".formatted(claim.text()));
          }
          if (keyTo != null) {
            Files.writeString(keyTo, HexFormat.of().formatHex(key.bytes()) + "\n");
          }
          String source = entry.source().path();
          Output.of(spec)
              .fact(
                  "proven: %s is %s".formatted(source, claim.text()),
                  JsonNodeFactory.instance.objectNode().put("proven", true).put("source", source));
          return ExitCode.DONE;
        });
  }

  private RequestKey key(Statement entry) {
    String key =
        keyFile == null
            ? connection
                .api(Role.COMPLIANCE)
                .post(door(entry.source()), Map.of())
                .path("key")
                .asText()
            : TextFile.read(keyFile);
    try {
      return RequestKey.of(HexFormat.of().parseHex(key));
    } catch (IllegalArgumentException malformed) {
      throw new RefusedException("a key of digests is 64 hexadecimal digits");
    }
  }

  /** Where the service that made a statement discloses its key. */
  static String door(AuditSource source) {
    return source.service().equals("erasure")
        ? "/erasures/%s/disclosure".formatted(source.series())
        : "/%s/acts/%s/disclosure".formatted(source.service(), source.series());
  }
}
