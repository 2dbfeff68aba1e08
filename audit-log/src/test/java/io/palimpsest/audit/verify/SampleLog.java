package io.palimpsest.audit.verify;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.LogProof;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.log.TiledLog;
import io.palimpsest.audit.log.Tiles;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.SignatureType;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.audit.tree.Proofs;
import io.palimpsest.event.ScopeType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A log as the product writes it: requests that are received, erased, verified and confirmed. */
public final class SampleLog {
  public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  public static final String ORIGIN = "log.example/audit";

  private final NoteSigner.Generated logKey =
      NoteSigner.generate(ORIGIN, SignatureType.ED25519, new SecureRandom());
  private final NoteSigner.Generated witnessKey =
      NoteSigner.generate("witness.example", SignatureType.COSIGNATURE, new SecureRandom());

  /** Statements of one whole request, in order. */
  public static List<Statement> request(int number) {
    Instant time = START.plusSeconds(number);
    RequestKey key = RequestKey.of(HexFormat.of().parseHex("%064x".formatted(number)));
    String scope = key.scope(ScopeType.TWIN, List.of("ada", "coach" + number));
    return request("er_%024x".formatted(number), scope, key.actor("k"), time);
  }

  private static List<Statement> request(String ref, String scope, String actor, Instant time) {
    List<Statement> said = new ArrayList<>();
    Instant due = time.plus(Duration.ofDays(31));
    said.add(
        next(ref, said, EntryType.REQUEST_RECEIVED, time)
            .with(AuditField.SCOPE_TYPE, ScopeType.TWIN)
            .with(AuditField.SCOPE, scope)
            .with(AuditField.ACTOR, actor)
            .with(AuditField.REASON, "data_subject_request")
            .with(AuditField.RECEIVED_AT, time)
            .with(AuditField.DEADLINE, due));
    said.add(next(ref, said, EntryType.PLANNED, time).with(AuditField.NAMESPACES, 1));
    said.add(intent(ref, said, time, "fence", 0));
    said.add(next(ref, said, EntryType.FENCED, time).with(AuditField.INTENT, 0));
    said.add(next(ref, said, EntryType.DRAINED, time).with(AuditField.WRITERS, 2));
    said.add(intent(ref, said, time, "erase", 1).with(AuditField.PARTICIPANT, "vectors"));
    said.add(answer(ref, said, EntryType.DELETED, time).with(AuditField.INTENT, 1));
    said.add(
        answer(ref, said, EntryType.VERIFIED, time)
            .with(AuditField.INTENT, 2)
            .with(AuditField.CONTROL_PASSED, true));
    said.add(
        next(ref, said, EntryType.CONFIRMED_LIVE, time)
            .with(AuditField.SCOPE_TYPE, ScopeType.TWIN)
            .with(AuditField.SCOPE, scope)
            .with(AuditField.DEADLINE, due)
            .with(AuditField.CONTROL_PASSED, true)
            .with(AuditField.FOUND, 3)
            .with(AuditField.DELETED, 3)
            .with(AuditField.REMAINING, 0)
            .with(AuditField.RESIDUALS, 0));
    return said;
  }

  private static Statement intent(
      String ref, List<Statement> said, Instant time, String method, long number) {
    return next(ref, said, EntryType.INTENT, time)
        .with(AuditField.METHOD, method)
        .with(AuditField.INTENT, number);
  }

  private static Statement answer(String ref, List<Statement> said, EntryType type, Instant time) {
    return next(ref, said, type, time)
        .with(AuditField.PARTICIPANT, "vectors")
        .with(AuditField.FOUND, 3)
        .with(AuditField.DELETED, 3)
        .with(AuditField.REMAINING, 0);
  }

  private static Statement next(String ref, List<Statement> said, EntryType type, Instant time) {
    return Statement.of(AuditSource.request(ref), said.size(), type, time.plusMillis(said.size()));
  }

  /** The entries of some whole requests, all in a row. */
  public static List<byte[]> entries(int requests) {
    List<byte[]> entries = new ArrayList<>();
    for (int number = 0; number < requests; number++) {
      request(number).forEach(statement -> entries.add(statement.bytes()));
    }
    return entries;
  }

  /** Writes a log and its checkpoint into a folder, the checkpoints of every size beside it. */
  public void write(Path folder, List<byte[]> entries, int... sizes)
      throws IOException, MalformedNoteException {
    Directory directory = new Directory(folder);
    TiledLog log = TiledLog.empty(directory);
    for (byte[] entry : entries) {
      log.append(entry);
      for (int size : sizes) {
        if (size == log.size()) {
          log.flush();
          directory.write("checkpoint." + size, signed(size, log.root()));
        }
      }
    }
    log.flush();
    directory.write(Resources.CHECKPOINT, signed(log.size(), log.root()));
  }

  /** A checkpoint, signed by the log and cosigned by its witness. */
  public byte[] signed(long size, Hash root) throws MalformedNoteException {
    String text = Checkpoint.of(ORIGIN, size, root).text();
    return new Note(text, List.of(signer(logKey).sign(text), signer(witnessKey).sign(text)))
        .bytes();
  }

  /** A certificate of an entry of the log in a folder. */
  public static byte[] certificate(Path folder, byte[] entry, long index)
      throws IOException, MalformedNoteException {
    Directory directory = new Directory(folder);
    Note note = Note.parse(directory.read(Resources.CHECKPOINT).orElseThrow());
    long size = Checkpoint.parse(note.text()).size();
    return LogProof.withEntry(
            entry, index, Proofs.inclusion(index, size, new Tiles(directory, size)), note)
        .bytes();
  }

  /** The policy file that believes this log with its witness. */
  public byte[] policyFile() {
    return ("log " + logKey.vkey() + "\nwitness w " + witnessKey.vkey() + "\nquorum w\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  public Policy policy() throws MalformedNoteException {
    return Policy.parse(policyFile());
  }

  private static NoteSigner signer(NoteSigner.Generated key) throws MalformedNoteException {
    return NoteSigner.parse(key.skey(), InstantSource.fixed(START));
  }
}
