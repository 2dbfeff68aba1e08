package io.palimpsest.erasure.audit;

import io.palimpsest.audit.log.AddCheckpoint;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.NoteSignature;
import io.palimpsest.audit.note.VerifierKey;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.audit.tree.Proofs;
import io.palimpsest.audit.tree.Subtrees;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** One witness, as c2sp.org/tlog-witness has it. Knows what the witness saw last. */
final class Witness {
  private static final int OK = 200;
  private static final int CONFLICT = 409;

  private final Policy.Peer peer;
  private final URI address;
  private final Duration timeout;
  private final HttpClient http;
  private long seen;
  private long readyAt = System.nanoTime();

  Witness(Policy.Peer peer, Duration timeout) {
    this.peer = peer;
    this.timeout = timeout;
    this.address = URI.create(peer.url().orElseThrow().replaceAll("/+$", "") + "/add-checkpoint");
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  String name() {
    return peer.name();
  }

  boolean isReady() {
    return System.nanoTime() - readyAt >= 0;
  }

  void rest(Duration pause) {
    readyAt = System.nanoTime() + pause.toNanos();
  }

  boolean isMissingIn(Note note) {
    return !signs(note, peer.key());
  }

  /**
   * Asks for a cosignature; when the witness has seen another size than thought, once more from
   * there.
   *
   * @throws IOException when none comes that is the witness's over this checkpoint
   */
  NoteSignature cosign(Note signed, Checkpoint checkpoint, Subtrees tree)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(signed, checkpoint, tree);
    if (answer.statusCode() == CONFLICT) {
      long size = size(answer.body());
      if (size > checkpoint.size()) {
        throw new IOException("it has seen size " + size + ", and this is " + checkpoint.size());
      }
      seen = size;
      answer = ask(signed, checkpoint, tree);
    }
    if (answer.statusCode() != OK) {
      throw new IOException("it answers " + answer.statusCode());
    }
    NoteSignature cosignature = cosignature(checkpoint, answer.body());
    seen = checkpoint.size();
    return cosignature;
  }

  private HttpResponse<String> ask(Note signed, Checkpoint checkpoint, Subtrees tree)
      throws IOException, InterruptedException {
    long old = Math.min(seen, checkpoint.size());
    AddCheckpoint request = new AddCheckpoint(old, proof(old, checkpoint.size(), tree), signed);
    return http.send(
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.bytes()))
            .build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** The tree is read by one witness's thread at a time. */
  private static List<Hash> proof(long old, long size, Subtrees tree) {
    synchronized (tree) {
      return Proofs.consistency(old, size, tree);
    }
  }

  private NoteSignature cosignature(Checkpoint checkpoint, String lines) throws IOException {
    try {
      for (String line : lines.strip().split("\n")) {
        NoteSignature signature = NoteSignature.parse(line);
        if (signs(new Note(checkpoint.text(), List.of(signature)), peer.key())) {
          return signature;
        }
      }
    } catch (MalformedNoteException broken) {
      throw new IOException("its answer is no signature line", broken);
    }
    throw new IOException("its answer has no signature of its key over this checkpoint");
  }

  private static long size(String body) throws IOException {
    String text = body.strip();
    if (!text.matches("0|[1-9][0-9]{0,17}")) {
      throw new IOException("its conflict names no size");
    }
    return Long.parseLong(text);
  }

  private static boolean signs(Note note, VerifierKey key) {
    try {
      return !note.verifiedBy(List.of(key)).isEmpty();
    } catch (MalformedNoteException notItsSignature) {
      return false;
    }
  }
}
