package io.palimpsest.cli;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.verify.Certificate;
import io.palimpsest.event.ScopeType;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
      "in the log. Who was not shown the key learns nothing from the log."
    })
final class AuditDiscloseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CERTIFICATE", description = "A .tlog-proof file.")
  private Path certificate;

  @Option(names = "--policy", required = true, description = "File with the keys that are trusted.")
  private Path policy;

  @Option(
      names = "--key-file",
      required = true,
      description = "File with the key of the request in hexadecimal: 64 digits.")
  private Path keyFile;

  @Option(
      names = "--scope",
      required = true,
      description = "organization, profile, item, creator, twin or source.")
  private String type;

  @Option(
      names = "--id",
      required = true,
      split = ",",
      description = "Public ids, outermost first, such as --id ada,coach for a twin.")
  private List<String> ids;

  @Override
  public Integer call() throws InterruptedException {
    return LookedAt.at(
        spec,
        () -> {
          Policy trusted = Policy.parse(BinaryFile.read(policy));
          Statement entry = Certificate.verified(BinaryFile.read(certificate), trusted).entry();
          String digest = key().scope(scope(), ids);
          if (!digest.equals(entry.data().get(AuditField.SCOPE))) {
            throw new MalformedNoteException(
                "the certificate is not about this scope, or the key is that of another request");
          }
          spec.commandLine()
              .getOut()
              .println("proven: %s is about this scope".formatted(entry.source().path()));
          return ExitCodes.DONE;
        });
  }

  private RequestKey key() {
    try {
      return RequestKey.of(HexFormat.of().parseHex(TextFile.read(keyFile)));
    } catch (IllegalArgumentException malformed) {
      throw new RefusedException(keyFile + ": a key is 64 hexadecimal digits");
    }
  }

  private ScopeType scope() {
    try {
      return ScopeType.valueOf(type.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new RefusedException("--scope: no such kind");
    }
  }
}
