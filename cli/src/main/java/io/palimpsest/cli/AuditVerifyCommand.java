package io.palimpsest.cli;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.verify.Certificate;
import io.palimpsest.audit.verify.Finding;
import io.palimpsest.audit.verify.Finding.Weight;
import io.palimpsest.audit.verify.LogCopy;
import io.palimpsest.audit.verify.LogVerifier;
import io.palimpsest.audit.verify.Report;
import java.io.IOException;
import java.io.PrintWriter;
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
      "Only the policy file is trusted: it names the keys of the log and of its witnesses."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:verified, and every promise was kept",
      "1:not verified: something does not fit what was signed",
      "2:the command line is wrong",
      "5:verified, but a promise was not kept, or a certificate confirms no erasure",
      "6:something could not be read, which says nothing about the log"
    })
final class AuditVerifyCommand implements Callable<Integer> {
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
  public Integer call() throws InterruptedException {
    return LookedAt.at(
        spec,
        () -> {
          Policy trusted = Policy.parse(BinaryFile.read(policy));
          return certificate == null ? log(trusted) : certificate(certificate, trusted);
        });
  }

  private int certificate(Path file, Policy trusted) throws IOException, MalformedNoteException {
    if (source.isGiven() || !older.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "a certificate is verified by itself: without a log and --older");
    }
    Certificate shown = Certificate.verified(BinaryFile.read(file), trusted);
    Statement entry = shown.entry();
    Checkpoint head = shown.checkpoint();
    out().println("verified: " + file.getFileName());
    out().println("  entry       " + entry.type().wireName() + " of " + entry.source().path());
    out().println("  said at     " + entry.time());
    out().println("  place       " + shown.index() + " of " + head.size() + " in " + head.origin());
    out().println("  root        " + head.root().base64());
    for (AuditField field : AuditField.values()) {
      if (entry.data().containsKey(field)) {
        out().println("  %-11s %s".formatted(field.wireName(), entry.data().get(field)));
      }
    }
    if (!shown.confirmsErasure()) {
      err().println("it is in the log, but it does not confirm an erasure");
      return ExitCodes.INCOMPLETE;
    }
    return ExitCodes.DONE;
  }

  private int log(Policy trusted) throws IOException, InterruptedException {
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

  private int report(Report report) {
    report.findings().forEach(this::print);
    report.counts().forEach(this::printRest);
    report.head().ifPresent(head -> summary(head, report));
    return switch (report.verdict()) {
      case VERIFIED -> said("verified", ExitCodes.DONE);
      case INCOMPLETE -> said("verified, but promises were not kept", ExitCodes.INCOMPLETE);
      case BROKEN -> said("NOT VERIFIED", ExitCodes.FAILED);
    };
  }

  private void summary(Checkpoint head, Report report) {
    Report.Requests requests = report.requests();
    out()
        .printf(
            "log %s, %d entries read, checkpoint of %d, root %s%n",
            head.origin(), report.entries(), head.size(), head.root().base64());
    out().printf("other checkpoints of the same history: %d%n", report.agreeing());
    out()
        .printf(
            "requests: %d confirmed, %d ended otherwise, %d open, %d of them held%n",
            requests.confirmed(), requests.otherwise(), requests.open(), requests.held());
  }

  private void print(Finding finding) {
    PrintWriter to = finding.weight() == Weight.NOTED ? out() : err();
    to.println(word(finding.weight()) + "  " + finding);
  }

  private void printRest(Weight weight, long count) {
    if (count > Report.MOST_FINDINGS) {
      err().println(word(weight) + "  and " + (count - Report.MOST_FINDINGS) + " more");
    }
  }

  private static String word(Weight weight) {
    return switch (weight) {
      case BROKEN -> "BROKEN";
      case UNKEPT -> "UNKEPT";
      case NOTED -> "note";
    };
  }

  private int said(String words, int code) {
    out().println(words);
    return code;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
