package io.palimpsest.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text with signatures. Nothing of it is to be believed before {@link #verifiedBy} has named a
 * key that is trusted.
 *
 * @param text ends with a line feed
 * @param signatures at least one once it is signed
 */
public record Note(String text, List<NoteSignature> signatures) {
  /** More signatures than these are refused. */
  public static final int MOST_SIGNATURES = 64;

  /** Longer notes are refused, in bytes. */
  public static final int LONGEST = 64 * 1024;

  /** Copies the list; refuses a text that no note can have. */
  public Note {
    signatures = List.copyOf(signatures);
    if (!text.endsWith("\n") || hasControls(text)) {
      throw new IllegalArgumentException(
          "a note's text ends with a line feed and has no other control characters");
    }
  }

  /**
   * Reads a signed note.
   *
   * @throws MalformedNoteException when the bytes are none; the message says why
   */
  public static Note parse(byte[] bytes) throws MalformedNoteException {
    if (bytes.length > LONGEST) {
      throw new MalformedNoteException("a note has at most " + LONGEST + " bytes");
    }
    String whole = utf8(bytes);
    int gap = whole.lastIndexOf("\n\n");
    if (gap < 0 || !whole.endsWith("\n") || hasControls(whole)) {
      throw new MalformedNoteException(
          "a note is a text, an empty line and signature lines, without control characters");
    }
    List<NoteSignature> signatures = new ArrayList<>();
    String lines = whole.substring(gap + 2);
    if (lines.isEmpty()) {
      throw new MalformedNoteException("the note has no signature");
    }
    for (String line : lines.substring(0, lines.length() - 1).split("\n", -1)) {
      signatures.add(NoteSignature.parse(line));
    }
    if (signatures.size() > MOST_SIGNATURES) {
      throw new MalformedNoteException("a note has at most " + MOST_SIGNATURES + " signatures");
    }
    return new Note(whole.substring(0, gap + 1), signatures);
  }

  /** The note with one more signature. */
  public Note with(NoteSignature signature) {
    return new Note(text, Stream.concat(signatures.stream(), Stream.of(signature)).toList());
  }

  /**
   * Keys that signed the text. Signatures of other keys are passed over.
   *
   * @param known keys that are trusted
   * @return those of them whose signature is there and right, maybe none
   * @throws MalformedNoteException when a signature that names a known key is not that key's
   */
  public List<VerifierKey> verifiedBy(Collection<VerifierKey> known) throws MalformedNoteException {
    List<VerifierKey> verified = new ArrayList<>();
    for (NoteSignature signature : signatures) {
      Optional<VerifierKey> key =
          known.stream().filter(one -> one.isNamedBy(signature)).findFirst();
      if (key.isEmpty()) {
        continue;
      }
      if (!key.get().verifies(text, signature)) {
        throw new MalformedNoteException(
            "the signature of " + signature.name() + " is not that of its key over this text");
      }
      verified.add(key.get());
    }
    return verified.stream().distinct().toList();
  }

  /** The bytes of the signed note. */
  public byte[] bytes() {
    return (text
            + "\n"
            + signatures.stream()
                .map(signature -> signature.line() + "\n")
                .collect(Collectors.joining()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String utf8(byte[] bytes) throws MalformedNoteException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedNoteException("a note is UTF-8");
    }
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(c -> c < 0x20 && c != '\n');
  }
}
