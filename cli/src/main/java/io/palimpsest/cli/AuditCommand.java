package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.verify.LogCopy;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.cli.frame.OutputFormat;
import io.palimpsest.cli.frame.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What an outsider does with the audit log; nothing here has to be believed by its maker. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Reads and verifies the audit log, offline where files are enough.",
    subcommands = {
      AuditVerifyCommand.class,
      AuditExportCommand.class,
      AuditProveCommand.class,
      AuditConsistencyCommand.class,
      AuditDiscloseCommand.class
    })
final class AuditCommand {
  @Spec private CommandSpec spec;

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Prints the entries of a request, or the one at an index: index and entry, a line each.",
        "Reads, and verifies nothing."
      })
  ExitCode show(
      @Mixin LogSource source,
      @Parameters(
              paramLabel = "WHAT",
              converter = EntryName.Converter.class,
              description = "An er_... reference, or an index.")
          EntryName what)
      throws InterruptedException {
    return LookedAt.at(
        spec,
        () -> {
          int[] found = {0};
          try (Rows rows = Output.of(spec).lines()) {
            each(
                source,
                what::names,
                entry -> {
                  found[0]++;
                  print(entry, rows);
                });
            if (found[0] > 0) {
              rows.end();
            }
          }
          if (found[0] == 0) {
            throw new RefusedException("the log has no entry of " + what.text());
          }
          return ExitCode.DONE;
        });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints the newest entries: index and entry, a line each. Verifies nothing.")
  ExitCode tail(
      @Mixin LogSource source,
      @Option(
              names = {"-n", "--lines"},
              defaultValue = "20",
              description = "How many; default: ${DEFAULT-VALUE}.")
          int lines)
      throws InterruptedException {
    return LookedAt.at(
        spec,
        () -> {
          Deque<LogCopy.Entry> newest = new ArrayDeque<>();
          each(
              source,
              entry -> true,
              entry -> {
                newest.add(entry);
                if (newest.size() > lines) {
                  newest.remove();
                }
              });
          try (Rows rows = Output.of(spec).lines()) {
            newest.forEach(entry -> print(entry, rows));
            rows.end();
          }
          return ExitCode.DONE;
        });
  }

  private void each(LogSource source, Predicate<LogCopy.Entry> wanted, Consumer<LogCopy.Entry> each)
      throws IOException, MalformedNoteException {
    try (LogSource.Opened opened = source.open(spec.commandLine());
        LogCopy.Entries entries = opened.copy().entries(size(opened.copy()))) {
      for (List<LogCopy.Entry> next = entries.next(); !next.isEmpty(); next = entries.next()) {
        next.stream().filter(wanted).forEach(each);
      }
    }
  }

  /** A folder ends where its checkpoint says, a topic where it ends. */
  private static long size(LogCopy copy) throws IOException, MalformedNoteException {
    if (copy.tiles().isEmpty()) {
      return Long.MAX_VALUE;
    }
    long size = 0;
    for (LogCopy.Signed one : copy.checkpoints()) {
      size = Math.max(size, Checkpoint.parse(Note.parse(one.bytes()).text()).size());
    }
    return size;
  }

  /** To people as its very bytes behind its index, as they were signed; to programs as data. */
  private void print(LogCopy.Entry entry, Rows rows) {
    if (Output.of(spec).format() == OutputFormat.TABLE) {
      spec.commandLine()
          .getOut()
          .println(entry.index() + " " + new String(entry.bytes(), StandardCharsets.UTF_8));
    } else {
      rows.add(json(entry));
    }
  }

  private static JsonNode json(LogCopy.Entry entry) {
    try {
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("index", entry.index());
      json.set("entry", Api.JSON.readTree(entry.bytes()));
      return json;
    } catch (IOException noJson) {
      throw new UncheckedIOException("entry " + entry.index() + " is no JSON", noJson);
    }
  }
}
