package io.palimpsest.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.log.TiledLog;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.verify.LogCopy;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a log into a folder of one's own. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the log into a folder: bundles, tiles, and last the newest checkpoint that the",
      "policy believes, once the entries lead to its root. 'audit verify --dir' verifies it."
    })
final class AuditExportCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;
  @Mixin private LogSource source;

  @Option(names = "--policy", required = true, description = "File with the keys that are trusted.")
  private Path policy;

  @Option(names = "--to", required = true, description = "Folder, new or empty.")
  private Path folder;

  /** A checkpoint that is believed, and its bytes. */
  private record Head(Checkpoint checkpoint, byte[] note) {}

  @Override
  public ExitCode call() throws InterruptedException {
    return LookedAt.at(spec, this::export);
  }

  private ExitCode export() throws IOException, MalformedNoteException {
    if (Files.exists(folder) && !isEmpty(folder)) {
      throw new RefusedException(folder + " is not empty");
    }
    Directory directory = new Directory(folder);
    TiledLog log = TiledLog.empty(directory);
    try (LogSource.Opened opened = source.open(spec.commandLine())) {
      Head head = head(opened.copy(), Policy.parse(BinaryFile.read(policy)));
      copy(opened.copy(), head.checkpoint(), log);
      log.flush();
      if (log.size() != head.checkpoint().size() || !log.root().equals(head.checkpoint().root())) {
        throw new MalformedNoteException(
            "the %d entries do not lead to the root of the checkpoint of %d"
                .formatted(log.size(), head.checkpoint().size()));
      }
      directory.write(Resources.CHECKPOINT, head.note());
    }
    Output.of(spec)
        .fact(
            log.size() + " entries are in " + folder,
            JsonNodeFactory.instance
                .objectNode()
                .put("entries", log.size())
                .put("folder", folder.toString()));
    return ExitCode.DONE;
  }

  private static void copy(LogCopy from, Checkpoint head, TiledLog to)
      throws IOException, MalformedNoteException {
    try (LogCopy.Entries entries = from.entries(head.size())) {
      for (List<LogCopy.Entry> next = entries.next(); !next.isEmpty(); next = entries.next()) {
        for (LogCopy.Entry entry : next) {
          if (entry.index() != to.size()) {
            throw new MalformedNoteException("entry " + to.size() + " is missing");
          }
          to.append(entry.bytes());
        }
      }
    }
  }

  private static Head head(LogCopy copy, Policy trusted)
      throws IOException, MalformedNoteException {
    Head newest = null;
    String refusal = "there is no checkpoint";
    for (LogCopy.Signed one : copy.checkpoints()) {
      try {
        Checkpoint read = trusted.verified(Note.parse(one.bytes()));
        if (newest == null || newest.checkpoint().size() < read.size()) {
          newest = new Head(read, one.bytes());
        }
      } catch (MalformedNoteException refused) {
        refusal = one.where() + ": " + refused.getMessage();
      }
    }
    if (newest == null) {
      throw new MalformedNoteException(refusal);
    }
    return newest;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
