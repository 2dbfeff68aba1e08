package io.palimpsest.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.log.Tiles;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.audit.tree.Proofs;
import io.palimpsest.audit.tree.Verification;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether one checkpoint is an earlier state of another, by a few tiles instead of all entries. */
@Command(
    name = "consistency",
    mixinStandardHelpOptions = true,
    description = "Shows that one checkpoint is an earlier state of another; prints the proof.")
final class AuditConsistencyCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "OLDER", description = "File of the older checkpoint.")
  private Path older;

  @Parameters(index = "1", paramLabel = "NEWER", description = "File of the newer checkpoint.")
  private Path newer;

  @Option(names = "--dir", required = true, description = "Folder with the tiles.")
  private Path folder;

  @Option(names = "--policy", required = true, description = "File with the keys that are trusted.")
  private Path policy;

  @Override
  public ExitCode call() throws InterruptedException {
    return LookedAt.at(
        spec,
        () -> {
          Policy trusted = Policy.parse(BinaryFile.read(policy));
          Checkpoint before = read(older, trusted);
          Checkpoint after = read(newer, trusted);
          if (!before.origin().equals(after.origin()) || before.size() > after.size()) {
            throw new MalformedNoteException(
                "%s (%d entries) is none before %s (%d entries)"
                    .formatted(older, before.size(), newer, after.size()));
          }
          return shown(before, after);
        });
  }

  private ExitCode shown(Checkpoint before, Checkpoint after) throws MalformedNoteException {
    List<Hash> path = path(before.size(), after.size());
    boolean earlier =
        before.size() == 0
            || Verification.isConsistent(
                before.size(), before.root(), after.size(), after.root(), path);
    if (!earlier) {
      throw new MalformedNoteException(
          "the %d entries of %s are not the first of the %d of %s, or a tile is wrong"
              .formatted(before.size(), older, after.size(), newer));
    }
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("consistent", true).put("older", before.size()).put("newer", after.size());
    ArrayNode proof = shown.putArray("proof");
    path.forEach(hash -> proof.add(hash.base64()));
    String hashes = path.stream().map(hash -> hash.base64() + "\n").collect(Collectors.joining());
    Output.of(spec)
        .fact(
            hashes + "consistent: %d entries, then %d".formatted(before.size(), after.size()),
            shown);
    return ExitCode.DONE;
  }

  private List<Hash> path(long before, long after) throws MalformedNoteException {
    try {
      return Proofs.consistency(before, after, new Tiles(new Directory(folder), after));
    } catch (IllegalStateException missing) {
      throw new MalformedNoteException(String.valueOf(missing.getMessage()));
    }
  }

  private static Checkpoint read(Path file, Policy trusted)
      throws IOException, MalformedNoteException {
    try {
      return trusted.verified(Note.parse(BinaryFile.read(file)));
    } catch (MalformedNoteException refused) {
      throw new MalformedNoteException(file + ": " + refused.getMessage());
    }
  }
}
