package io.palimpsest.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.LogProof;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.log.Tiles;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.tree.Proofs;
import io.palimpsest.audit.verify.Certificate;
import io.palimpsest.audit.verify.LogCopy;
import io.palimpsest.audit.verify.ServedLog;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a certificate from a copy of the log, without asking its maker. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description = "Writes the proof of an entry (c2sp.org/tlog-proof) from a folder of the log.")
final class AuditProveCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "WHAT",
      converter = EntryName.Converter.class,
      description = "An index, or an er_... reference: its confirmation.")
  private EntryName what;

  @Option(names = "--dir", required = true, description = "Folder of the log.")
  private Path folder;

  @Option(names = "--policy", required = true, description = "File with the keys that are trusted.")
  private Path policy;

  @Option(names = "--to", required = true, description = "File to write, such as one.tlog-proof.")
  private Path file;

  @Override
  public ExitCode call() throws InterruptedException {
    return LookedAt.at(
        spec,
        () -> {
          Policy trusted = Policy.parse(BinaryFile.read(policy));
          byte[] proof = proof(new Directory(folder), trusted);
          Certificate shown = Certificate.verified(proof, trusted);
          Files.write(file, proof);
          String type = shown.entry().type().wireName();
          long size = shown.checkpoint().size();
          Output.of(spec)
              .fact(
                  "%s: entry %d of %d, %s".formatted(file, shown.index(), size, type),
                  JsonNodeFactory.instance
                      .objectNode()
                      .put("file", file.toString())
                      .put("index", shown.index())
                      .put("size", size)
                      .put("type", type));
          return ExitCode.DONE;
        });
  }

  private byte[] proof(Directory log, Policy trusted) throws IOException, MalformedNoteException {
    Note note =
        Note.parse(
            log.read(Resources.CHECKPOINT)
                .orElseThrow(() -> new IOException(folder + " has no checkpoint")));
    Checkpoint head = trusted.verified(note);
    LogCopy.Entry entry = entry(new ServedLog(log), head.size());
    try {
      return LogProof.withEntry(
              entry.bytes(),
              entry.index(),
              Proofs.inclusion(entry.index(), head.size(), new Tiles(log, head.size())),
              note)
          .bytes();
    } catch (IllegalStateException missing) {
      throw new MalformedNoteException(String.valueOf(missing.getMessage()));
    }
  }

  private LogCopy.Entry entry(ServedLog log, long size) throws IOException, MalformedNoteException {
    try (LogCopy.Entries entries = log.entries(size)) {
      for (List<LogCopy.Entry> next = entries.next(); !next.isEmpty(); next = entries.next()) {
        for (LogCopy.Entry entry : next) {
          if (what.names(entry) && (what.isIndex() || confirms(entry))) {
            return entry;
          }
        }
      }
    }
    throw new RefusedException("the log has no such entry below its checkpoint of " + size);
  }

  private static boolean confirms(LogCopy.Entry entry) {
    return Statement.parse(entry.bytes()).type() == EntryType.CONFIRMED_LIVE;
  }
}
