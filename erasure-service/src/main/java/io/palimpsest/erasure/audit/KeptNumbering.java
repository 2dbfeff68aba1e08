package io.palimpsest.erasure.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.InconsistentLogException;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.log.Tiles;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The numbering beside what is published, so that a start reads what came since and not the whole
 * log. Believed only when a key of the log signed it and its tree is that of the published tiles.
 * For one thread.
 */
final class KeptNumbering {
  static final String PATH = "numbering";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Resources.Writable files;
  private final LogKeys keys;

  KeptNumbering(Resources.Writable files, LogKeys keys) {
    this.files = files;
    this.keys = keys;
  }

  /**
   * What is kept.
   *
   * @param numbering up to an entry
   * @param said digest of the key that the log said last, null when it said none
   */
  record Kept(Numbering numbering, @Nullable String said) {}

  /** One file, so that the state and its signature change together. */
  private record Envelope(String note, String state) {}

  private record State(
      List<String> tree,
      long size,
      @Nullable String last,
      Map<String, List<Long>> sources,
      @Nullable Long forgotten,
      @Nullable String said) {}

  /** Keeps it in place of what was kept; only what is committed may be. */
  void keep(Kept kept) throws IOException {
    String state = JSON.writeValueAsString(state(kept));
    Note note = keys.sign(text(kept.numbering(), state));
    Envelope envelope = new Envelope(new String(note.bytes(), StandardCharsets.UTF_8), state);
    files.write(PATH, JSON.writeValueAsBytes(envelope));
  }

  /**
   * What is kept, if anything is.
   *
   * @throws InconsistentLogException when it is not to be believed
   */
  Optional<Kept> read() throws IOException {
    Optional<byte[]> bytes = files.read(PATH);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    Kept kept = kept(bytes.get());
    compare(kept.numbering());
    return Optional.of(kept);
  }

  private Kept kept(byte[] bytes) throws IOException {
    try {
      Envelope envelope = JSON.readValue(bytes, Envelope.class);
      Note note = Note.parse(envelope.note().getBytes(StandardCharsets.UTF_8));
      if (note.verifiedBy(keys.verifiers()).isEmpty()) {
        throw new InconsistentLogException("the kept numbering is not signed by a key of the log");
      }
      Kept kept = kept(JSON.readValue(envelope.state(), State.class));
      if (!note.text().equals(text(kept.numbering(), envelope.state()))) {
        throw new InconsistentLogException("the kept numbering is not the one that was signed");
      }
      return kept;
    } catch (MalformedNoteException | JsonProcessingException | IllegalArgumentException broken) {
      throw new InconsistentLogException("the kept numbering is damaged: " + broken.getMessage());
    }
  }

  /** As far as it is published, it has to be the same log. */
  private void compare(Numbering kept) throws IOException {
    Optional<byte[]> published = files.read(Resources.CHECKPOINT);
    if (published.isEmpty()) {
      return;
    }
    try {
      Checkpoint checkpoint = keys.signed(Note.parse(published.get()));
      if (kept.next() <= checkpoint.size() && !kept.tree().root().equals(root(kept, checkpoint))) {
        throw new InconsistentLogException(
            "the kept numbering of %d entries is not of the published log".formatted(kept.next()));
      }
    } catch (MalformedNoteException | IllegalStateException | UncheckedIOException unreadable) {
      throw new InconsistentLogException(
          "the kept numbering cannot be compared with the published log: "
              + unreadable.getMessage());
    }
  }

  private Hash root(Numbering kept, Checkpoint checkpoint) {
    return Frontier.of(kept.next(), new Tiles(files, checkpoint.size())).root();
  }

  /** No checkpoint's text: its first line is no log's name. */
  private String text(Numbering numbering, String state) {
    return "numbering of %s\n%d\n%s\n%s\n"
        .formatted(keys.origin(), numbering.next(), numbering.tree().root(), digest(state));
  }

  private static State state(Kept kept) {
    Numbering numbering = kept.numbering();
    Map<String, List<Long>> sources = new HashMap<>();
    numbering
        .newest()
        .forEach(
            (source, newest) ->
                sources.put(source.path(), List.of(newest.seq(), newest.time().toEpochMilli())));
    Hash last = numbering.last();
    Instant forgotten = numbering.forgotten();
    return new State(
        numbering.tree().subtrees().stream().map(Hash::base64).toList(),
        numbering.next(),
        last == null ? null : last.base64(),
        sources,
        forgotten == null ? null : forgotten.toEpochMilli(),
        kept.said());
  }

  private static Kept kept(State state) {
    Map<AuditSource, Numbering.Newest> newest = new HashMap<>();
    state
        .sources()
        .forEach(
            (path, numbers) ->
                newest.put(
                    new AuditSource(path),
                    new Numbering.Newest(
                        numbers.getFirst(), Instant.ofEpochMilli(numbers.getLast()))));
    Frontier tree = new Frontier(state.size(), state.tree().stream().map(Hash::ofBase64).toList());
    Hash last = state.last() == null ? null : Hash.ofBase64(state.last());
    Instant forgotten = state.forgotten() == null ? null : Instant.ofEpochMilli(state.forgotten());
    return new Kept(new Numbering(tree, last, newest, forgotten), state.said());
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
