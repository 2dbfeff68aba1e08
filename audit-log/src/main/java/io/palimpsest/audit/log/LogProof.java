package io.palimpsest.audit.log;

import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.audit.tree.Verification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * That an entry is in a log, in one file that is verified offline (c2sp.org/tlog-proof).
 *
 * @param extra opaque bytes beside the proof, in Base64; this product puts the entry there
 * @param index of the entry
 * @param path inclusion proof, the leaf's sibling first
 * @param checkpoint the signed checkpoint
 */
public record LogProof(Optional<String> extra, long index, List<Hash> path, Note checkpoint) {
  private static final String FIRST = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  /** A tree of 2^63 leaves has no longer path. */
  private static final int LONGEST_PATH = 63;

  /** Copies the path. */
  public LogProof {
    path = List.copyOf(path);
  }

  /** A proof with the entry itself in it, so that one file is whole. */
  public static LogProof withEntry(byte[] entry, long index, List<Hash> path, Note checkpoint) {
    return new LogProof(
        Optional.of(Base64.getEncoder().encodeToString(entry)), index, path, checkpoint);
  }

  /**
   * Reads a proof. Nothing of it is to be believed before {@link #verified}.
   *
   * @throws MalformedNoteException when the bytes are none; the message says which line
   */
  public static LogProof parse(byte[] bytes) throws MalformedNoteException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf("\n\n");
    if (end < 0) {
      throw new MalformedNoteException("a proof has an empty line before its checkpoint");
    }
    String[] lines = text.substring(0, end).split("\n", -1);
    if (!lines[0].equals(FIRST)) {
      throw new MalformedNoteException("a proof begins with " + FIRST);
    }
    int at = 1;
    Optional<String> extra = Optional.empty();
    if (at < lines.length && lines[at].startsWith(EXTRA)) {
      extra = Optional.of(base64(lines[at++].substring(EXTRA.length())));
    }
    if (at == lines.length || !lines[at].startsWith(INDEX)) {
      throw new MalformedNoteException("the proof has no index line");
    }
    long index = Lines.number(lines[at++].substring(INDEX.length()), "index of the proof");
    List<Hash> path = new ArrayList<>();
    for (; at < lines.length; at++) {
      path.add(Lines.hash(lines[at], "line " + (at + 1) + " of the proof"));
    }
    if (path.size() > LONGEST_PATH) {
      throw new MalformedNoteException("the proof is longer than that of any tree");
    }
    Note note = Note.parse(text.substring(end + 2).getBytes(StandardCharsets.UTF_8));
    LogProof proof = new LogProof(extra, index, path, note);
    if (!Arrays.equals(proof.bytes(), bytes)) {
      throw new MalformedNoteException("the proof is not in its one form");
    }
    return proof;
  }

  /** The bytes of the file. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder(FIRST).append('\n');
    extra.ifPresent(base64 -> text.append(EXTRA).append(base64).append('\n'));
    text.append(INDEX).append(index).append('\n');
    path.forEach(hash -> text.append(hash.base64()).append('\n'));
    text.append('\n').append(new String(checkpoint.bytes(), StandardCharsets.UTF_8));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The opaque bytes. */
  public Optional<byte[]> extraBytes() {
    return extra.map(Base64.getDecoder()::decode);
  }

  /**
   * Checks that the entry is in the log at {@link #index}, as a checkpoint says that the policy
   * believes.
   *
   * @return that checkpoint
   * @throws MalformedNoteException when it is not so; the message says what does not fit
   */
  public Checkpoint verified(byte[] entry, Policy policy) throws MalformedNoteException {
    Checkpoint believed = policy.verified(checkpoint);
    if (!Verification.includes(index, believed.size(), Hash.leaf(entry), path, believed.root())) {
      throw new MalformedNoteException(
          "the proof does not lead from the entry at index "
              + index
              + " to the root of the checkpoint of size "
              + believed.size());
    }
    return believed;
  }

  private static String base64(String text) throws MalformedNoteException {
    try {
      if (Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text)).equals(text)) {
        return text;
      }
    } catch (IllegalArgumentException notBase64) {
      // Said below, with texts in another form.
    }
    throw new MalformedNoteException("the extra line of the proof is not in Base64");
  }
}
