package io.palimpsest.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.verify.Certificate;
import io.palimpsest.audit.verify.LogCopy;
import io.palimpsest.audit.verify.LogVerifier;
import io.palimpsest.audit.verify.Report;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.cli.frame.OutputFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies one certificate, or a whole log. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies a certificate offline, or a whole log: entries, tiles, checkpoint, promises.",
      "Only the policy file is trusted: it names the keys of the log and of its witnesses.",
      "Ends with 1 when something does not fit what was signed (NOT VERIFIED), and when all of it",
      "fits but a promise was not kept: the last line tells which. What cannot be read says nothing",
      "about the log and ends with 4."
    })
final class AuditVerifyCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Mixin private LogSource source;

  @Parameters(
      arity = "0..1",
      paramLabel = "CERTIFICATE",
      description = "A .tlog-proof file; without it the whole log is verified.")
  private @Nullable Path certificate;

  @Option(
      names = "--policy",
      required = true,
      description = "File with the keys that are trusted (c2sp.org/tlog-policy).")
  private Path policy;

  @Option(
      names = "--older",
      paramLabel = "CHECKPOINT",
      description = "A checkpoint from before, or from elsewhere: has to be of the same history.")
  private List<Path> older = new ArrayList<>();

  @Option(
      names = "--at",
      converter = MomentConverter.class,
      description = "Time by which what is due has to be done; default: now.")
  private @Nullable Instant at;

  @Override
  public ExitCode call() throws InterruptedException {
    return LookedAt.at(
        spec,
        () -> {
          Policy trusted = Policy.parse(BinaryFile.read(policy));
          return certificate == null ? log(trusted) : certificate(certificate, trusted);
        });
  }

  private ExitCode certificate(Path file, Policy trusted)
      throws IOException, MalformedNoteException {
    if (source.isGiven() || !older.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "a certificate is verified by itself: without a log and --older");
    }
    Certificate shown = Certificate.verified(BinaryFile.read(file), trusted);
    Statement entry = shown.entry();
    Checkpoint head = shown.checkpoint();
    ObjectNode told =
        JsonNodeFactory.instance
            .objectNode()
            .put("verified", String.valueOf(file.getFileName()))
            .put("entry", entry.type().wireName() + " of " + entry.source().path())
            .put("said_at", entry.time().toString())
            .put("place", shown.index() + " of " + head.size() + " in " + head.origin())
            .put("root", head.root().base64());
    for (AuditField field : AuditField.values()) {
      if (entry.data().containsKey(field)) {
        told.put(field.wireName(), String.valueOf(entry.data().get(field)));
      }
    }
    Output output = Output.of(spec);
    output.show(told);
    if (!shown.confirmsErasure()) {
      output.say("it is in the log, but it does not confirm an erasure");
      return ExitCode.FAILED;
    }
    return ExitCode.DONE;
  }

  private ExitCode log(Policy trusted) throws IOException, InterruptedException {
    List<LogCopy.Signed> kept = new ArrayList<>();
    for (Path file : older) {
      kept.add(new LogCopy.Signed(file.toString(), BinaryFile.read(file)));
    }
    int readers = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(readers);
        LogSource.Opened opened = source.open(spec.commandLine())) {
      Instant when = at == null ? Instant.now() : at;
      return report(new LogVerifier(trusted, when, pool).verify(opened.copy(), kept));
    }
  }

  private ExitCode report(Report report) {
    if (Output.of(spec).format() == OutputFormat.TABLE) {
      new ReportPage(report).print(spec.commandLine().getOut(), spec.commandLine().getErr());
    } else {
      Output.of(spec).show(new ReportPage(report).json());
    }
    return report.verdict() == Report.Verdict.VERIFIED ? ExitCode.DONE : ExitCode.FAILED;
  }
}
