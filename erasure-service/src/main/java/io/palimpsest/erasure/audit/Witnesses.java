package io.palimpsest.erasure.audit;

import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Cosigners;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.NoteSignature;
import io.palimpsest.audit.tree.Subtrees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The witnesses of the policy, asked side by side for what is missing. One that fails is left alone
 * for a while, so that it does not hold up the others' checkpoints. For one thread.
 */
final class Witnesses implements Cosigners {
  private static final Logger LOG = LoggerFactory.getLogger(Witnesses.class);

  private final List<Witness> witnesses;
  private final LogKeys keys;
  private final Duration pause;

  /**
   * @param pause how long one that failed is left alone
   */
  Witnesses(Policy policy, LogKeys keys, Duration timeout, Duration pause) {
    this.keys = keys;
    this.pause = pause;
    this.witnesses = policy.witnesses().stream().map(peer -> new Witness(peer, timeout)).toList();
  }

  @Override
  public Note cosign(Note signed, Checkpoint checkpoint, Subtrees tree) {
    List<Witness> asked =
        witnesses.stream().filter(one -> one.isMissingIn(signed) && one.isReady()).toList();
    if (asked.isEmpty()) {
      return signed;
    }
    Note bare = keys.sign(checkpoint);
    List<NoteSignature> came = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<NoteSignature>> answers = new ArrayList<>();
      for (Witness one : asked) {
        answers.add(threads.submit(() -> one.cosign(bare, checkpoint, tree)));
      }
      for (int at = 0; at < asked.size(); at++) {
        answer(asked.get(at), answers.get(at)).ifPresent(came::add);
      }
    }
    Note more = signed;
    for (NoteSignature signature : came) {
      more = more.with(signature);
    }
    return more;
  }

  @Override
  public boolean isComplete(Note note) {
    return witnesses.stream().noneMatch(one -> one.isMissingIn(note));
  }

  private Optional<NoteSignature> answer(Witness witness, Future<NoteSignature> answer) {
    try {
      return Optional.of(answer.get());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      answer.cancel(true);
    } catch (ExecutionException failed) {
      witness.rest(pause);
      LOG.warn("no cosignature witness={}", witness.name(), failed.getCause());
    }
    return Optional.empty();
  }
}
