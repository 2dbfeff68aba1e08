package io.palimpsest.erasure.saga;

import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.SignatureType;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.audit.verify.LogCopy;
import io.palimpsest.audit.verify.LogVerifier;
import io.palimpsest.audit.verify.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What an auditor who has the log and a key alone makes of what a request said. */
final class OutsiderView implements LogCopy {
  private static final NoteSigner.Generated KEY =
      NoteSigner.generate("log.example", SignatureType.ED25519, new SecureRandom());

  private final List<Entry> entries = new ArrayList<>();
  private final Frontier tree = new Frontier();

  private OutsiderView(List<Statement> said) {
    for (Statement statement : said) {
      byte[] bytes = statement.bytes();
      entries.add(new Entry(entries.size(), bytes));
      tree.append(Hash.leaf(bytes));
    }
  }

  static Report of(List<Statement> said, Instant at) {
    try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
      Policy policy =
          Policy.parse(("log " + KEY + "\nquorum none\n").getBytes(StandardCharsets.UTF_8));
      return new LogVerifier(policy, at, reader).verify(new OutsiderView(said), List.of());
    } catch (IOException | InterruptedException | MalformedNoteException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public List<Signed> checkpoints() {
    try {
      String text = Checkpoint.of("log.example", tree.size(), tree.root()).text();
      NoteSigner signer = NoteSigner.parse(KEY.skey(), InstantSource.system());
      return List.of(new Signed("checkpoint", new Note(text, List.of(signer.sign(text))).bytes()));
    } catch (MalformedNoteException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Entries entries(long size) {
    List<List<Entry>> batches = new ArrayList<>(List.of(entries, List.of()));
    return new Entries() {
      @Override
      public List<Entry> next() {
        return batches.removeFirst();
      }

      @Override
      public void close() {
        // Everything is in memory.
      }
    };
  }

  @Override
  public Optional<Resources> tiles() {
    return Optional.empty();
  }
}
