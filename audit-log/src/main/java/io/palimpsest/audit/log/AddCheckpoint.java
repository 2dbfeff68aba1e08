package io.palimpsest.audit.log;

import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.tree.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log asks of a witness (c2sp.org/tlog-witness, add-checkpoint).
 *
 * @param old size of the checkpoint that the witness cosigned last, as the log believes
 * @param path proof that the tree of that size is an earlier state of the new one
 * @param checkpoint the new checkpoint, signed by the log
 */
public record AddCheckpoint(long old, List<Hash> path, Note checkpoint) {
  private static final String OLD = "old ";
  private static final int LONGEST_PATH = 63;

  /** Copies the path. */
  public AddCheckpoint {
    path = List.copyOf(path);
  }

  /**
   * Reads the body of a request.
   *
   * @throws MalformedNoteException when it is none
   */
  public static AddCheckpoint parse(byte[] body) throws MalformedNoteException {
    String text = new String(body, StandardCharsets.UTF_8);
    int end = text.indexOf("\n\n");
    if (end < 0 || !text.startsWith(OLD)) {
      throw new MalformedNoteException("the body is old size, proof, empty line and checkpoint");
    }
    String[] lines = text.substring(0, end).split("\n", -1);
    if (lines.length > LONGEST_PATH + 1) {
      throw new MalformedNoteException("a proof has at most " + LONGEST_PATH + " lines");
    }
    List<Hash> path = new ArrayList<>();
    for (int at = 1; at < lines.length; at++) {
      path.add(Lines.hash(lines[at], "line " + (at + 1) + " of the proof"));
    }
    return new AddCheckpoint(
        Lines.number(lines[0].substring(OLD.length()), "old size"),
        path,
        Note.parse(text.substring(end + 2).getBytes(StandardCharsets.UTF_8)));
  }

  /** The body of the request. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder(OLD).append(old).append('\n');
    path.forEach(hash -> text.append(hash.base64()).append('\n'));
    text.append('\n').append(new String(checkpoint.bytes(), StandardCharsets.UTF_8));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
