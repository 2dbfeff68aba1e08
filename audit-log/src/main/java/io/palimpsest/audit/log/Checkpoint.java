package io.palimpsest.audit.log;

import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.tree.Hash;
import java.util.ArrayList;
import java.util.List;

/**
 * The head of a log (c2sp.org/tlog-checkpoint), the text that is signed.
 *
 * @param origin name of the log
 * @param size number of entries
 * @param root root of their tree
 * @param extensions further lines, opaque; none of this product's checkpoints has any
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
  private static final int LINES = 3;

  /** Copies the list; refuses what no checkpoint can be. */
  public Checkpoint {
    extensions = List.copyOf(extensions);
    if (origin.isEmpty() || origin.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("an origin is one line, not empty");
    }
    if (size < 0) {
      throw new IllegalArgumentException("a size is not negative");
    }
  }

  /** Without extension lines. */
  public static Checkpoint of(String origin, long size, Hash root) {
    return new Checkpoint(origin, size, root, List.of());
  }

  /**
   * Reads the text of a note.
   *
   * @throws MalformedNoteException when it is no checkpoint; the message says which line
   */
  public static Checkpoint parse(String text) throws MalformedNoteException {
    String[] lines = text.split("\n", -1);
    if (lines.length < LINES + 1 || !lines[lines.length - 1].isEmpty()) {
      throw new MalformedNoteException("a checkpoint has origin, size and root, a line each");
    }
    List<String> extensions = new ArrayList<>();
    for (int at = LINES; at < lines.length - 1; at++) {
      if (lines[at].isEmpty()) {
        throw new MalformedNoteException("an extension line of the checkpoint is empty");
      }
      extensions.add(lines[at]);
    }
    if (lines[0].isEmpty()) {
      throw new MalformedNoteException("the checkpoint has no origin");
    }
    return new Checkpoint(
        lines[0], Lines.number(lines[1], "size of the checkpoint"), root(lines[2]), extensions);
  }

  /** The text, as it is signed. */
  public String text() {
    StringBuilder text = new StringBuilder(origin).append('\n').append(size).append('\n');
    text.append(root.base64()).append('\n');
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static Hash root(String line) throws MalformedNoteException {
    return Lines.hash(line, "root of the checkpoint");
  }
}
