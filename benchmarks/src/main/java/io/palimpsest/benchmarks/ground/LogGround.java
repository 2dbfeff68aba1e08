package io.palimpsest.benchmarks.ground;

import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.EntryBundle;
import io.palimpsest.audit.log.LogProof;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.log.TilePath;
import io.palimpsest.audit.log.Tiles;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.tree.Proofs;
import io.palimpsest.audit.verify.LogVerifier;
import io.palimpsest.audit.verify.Report;
import io.palimpsest.audit.verify.ServedLog;
import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.PartProcess;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.topic.Authorship;
import io.palimpsest.topic.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The audit log of an erasure-service on a stack of its own, and who states to it. */
public final class LogGround implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final long REQUESTS_AT_ONCE = 2_000;

  /**
   * How far before the last note of its database the service compares the log. The entries of an
   * installation are older, these are of now.
   */
  private static final String OVERLAP = "1S";

  private final Ground ground;
  private final Path folder;
  private final RecordSigner signer;
  private final HttpClient http = HttpClient.newHttpClient();
  private long requests;

  /** A statement as its record. */
  private record Ready(String key, byte[] value, byte[] proof) {}

  private LogGround(Ground ground, Path folder) {
    this.ground = ground;
    this.folder = folder;
    this.signer =
        RecordSigner.of(
            SigningKey.read(
                Authorship.ERASURE, ground.stack().secrets().signingKeyFile(Authorship.ERASURE)));
  }

  /**
   * A log that has so many entries before the service is started for the first time; returns when
   * all of it is signed.
   */
  public static LogGround with(Path folder, long entries) throws Exception {
    LogGround log =
        new LogGround(
            Ground.of(
                LocalStack.in(folder)
                    .environment(Part.ERASURE, "PALIMPSEST_ERASURE_RESTORE_OVERLAP", OVERLAP)),
            folder);
    try {
      log.fill(entries);
      log.ground.stack().add(Part.ERASURE);
      log.awaitSize(entries);
      return log;
    } catch (Exception e) {
      log.close();
      throw e;
    }
  }

  /** Whole requests straight into the log, as many as make so many entries. */
  private void fill(long entries) {
    long index = 0;
    while (index < entries) {
      List<Signable> all = new ArrayList<>();
      for (long more = 0; more < REQUESTS_AT_ONCE && index < entries; more++) {
        for (Statement said : LogEntries.request(requests++, Instant.now())) {
          all.add(Signable.of(Topic.AUDIT, Long.toString(index++), said.bytes()));
        }
      }
      CompletableFuture.allOf(
              signed(all).stream()
                  .map(one -> send(ground.publisher(), Topic.AUDIT, one))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
  }

  /** Statements per second, from the first that is sent until a checkpoint covers the last. */
  public double perSecond(int statements) throws Exception {
    List<Ready> ready = signed(statements);
    long before = size();
    long began = System.nanoTime();
    EventPublisher publisher = ground.publisher();
    CompletableFuture.allOf(
            ready.stream().map(one -> send(publisher, one)).toArray(CompletableFuture[]::new))
        .join();
    awaitSize(before + ready.size());
    return ready.size() / seconds(began);
  }

  /**
   * Delays of statements of which one is made in each pause, whatever became of those before: in
   * milliseconds until a checkpoint in the log's folder covers it.
   */
  public List<Double> delays(int statements, Duration pause) throws Exception {
    List<Ready> ready = signed(statements);
    long before = size();
    List<Long> sent = new ArrayList<>();
    List<Double> delays = new ArrayList<>();
    List<CompletableFuture<?>> told = new ArrayList<>();
    long began = System.nanoTime();
    for (Ready one : ready) {
      TimeUnit.NANOSECONDS.sleep(began + sent.size() * pause.toNanos() - System.nanoTime());
      sent.add(System.nanoTime());
      told.add(send(ground.publisher(), one));
      take(sent, delays, before);
    }
    CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).join();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (delays.size() < sent.size() && System.nanoTime() < until) {
      take(sent, delays, before);
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
    return delays;
  }

  /** Those that are covered by now, in their order. */
  private void take(List<Long> sent, List<Double> delays, long before) throws Exception {
    long covered = Math.min(size() - before, sent.size());
    while (delays.size() < covered) {
      delays.add((System.nanoTime() - sent.get(delays.size())) / 1e6);
    }
  }

  /** Seconds from the start of the service's process until it is ready. */
  public double ready(boolean killed) throws Exception {
    PartProcess process = ground.stack().process(Part.ERASURE);
    if (killed) {
      process.kill();
    } else {
      process.end();
    }
    long began = System.nanoTime();
    process.start();
    return seconds(began);
  }

  /** Seconds until a statement that is made now is covered by a checkpoint. */
  public double first() throws Exception {
    long began = System.nanoTime();
    perSecond(LogEntries.PER_REQUEST);
    return seconds(began);
  }

  /** Entries per second of the verification of the whole log, as an outsider does it. */
  public double verified() throws Exception {
    Policy policy = Policy.parse(get("policy").orElseThrow());
    long began = System.nanoTime();
    Report report;
    try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
      report =
          new LogVerifier(policy, Instant.now(), readers)
              .verify(new ServedLog(directory()), List.of());
    }
    if (report.verdict() != Report.Verdict.VERIFIED) {
      throw new IllegalStateException("the log is " + report.verdict() + report.findings());
    }
    return report.entries() / seconds(began);
  }

  /** Entries per second of SHA-256 over the same bytes, read from the same files. */
  public double hashed() throws Exception {
    long size = size();
    Directory directory = directory();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    long began = System.nanoTime();
    for (long bundle = 0; bundle * TilePath.FULL < size; bundle++) {
      int width = (int) Math.min(TilePath.FULL, size - bundle * TilePath.FULL);
      TilePath path = new TilePath(TilePath.ENTRIES, bundle, width);
      digest.update(
          directory.read(path.path()).orElseThrow(() -> new IllegalStateException(path.path())));
    }
    digest.digest();
    return size / seconds(began);
  }

  /**
   * A certificate as a file.
   *
   * @param bytes of the whole file
   * @param entry bytes of the confirmation in it, in the file's Base64
   * @param size entries of the log that its checkpoint covers
   */
  public record Issued(int bytes, int entry, long size) {}

  /** The certificate of the newest confirmation, verified. */
  public Issued certificate() throws Exception {
    Directory directory = directory();
    Note note = Note.parse(directory.read(Resources.CHECKPOINT).orElseThrow());
    long size = Checkpoint.parse(note.text()).size();
    Tiles tiles = new Tiles(directory, size);
    for (long index = size - 1; index >= 0; index--) {
      byte[] entry = entry(directory, index, size);
      if (Statement.parse(entry).type() == EntryType.CONFIRMED_LIVE) {
        LogProof proof =
            LogProof.withEntry(entry, index, Proofs.inclusion(index, size, tiles), note);
        proof.verified(entry, Policy.parse(get("policy").orElseThrow()));
        return new Issued(proof.bytes().length, proof.extra().orElseThrow().length(), size);
      }
    }
    throw new IllegalStateException("the log confirms nothing");
  }

  private static byte[] entry(Directory directory, long index, long size) throws Exception {
    long bundle = index / TilePath.FULL;
    int width = (int) Math.min(TilePath.FULL, size - bundle * TilePath.FULL);
    TilePath path = new TilePath(TilePath.ENTRIES, bundle, width);
    byte[] bytes = directory.read(path.path()).orElseThrow();
    return EntryBundle.entries(bytes).get((int) (index % TilePath.FULL));
  }

  /** Number of entries that the newest checkpoint covers; 0 before the first. */
  public long size() throws Exception {
    return directory()
        .read(Resources.CHECKPOINT)
        .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.UTF_8).split("\n")[1]))
        .orElse(0L);
  }

  @Override
  public void close() {
    ground.close();
  }

  private Directory directory() {
    return new Directory(folder.resolve("data").resolve("audit-log"));
  }

  private List<Ready> signed(int statements) {
    List<Signable> all = new ArrayList<>();
    while (all.size() < statements) {
      for (Statement said : LogEntries.request(requests++, Instant.now())) {
        all.add(Signable.of(Topic.AUDIT_INTAKE, said.source().path(), said.bytes()));
      }
    }
    return signed(all);
  }

  private List<Ready> signed(List<Signable> all) {
    List<Optional<byte[]>> proofs = signer.sign(all);
    List<Ready> ready = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      Signable one = all.get(at);
      ready.add(
          new Ready(
              new String(Objects.requireNonNull(one.key()), StandardCharsets.UTF_8),
              Objects.requireNonNull(one.value()),
              proofs.get(at).orElseThrow()));
    }
    return ready;
  }

  private static CompletableFuture<?> send(EventPublisher publisher, Ready one) {
    return send(publisher, Topic.AUDIT_INTAKE, one);
  }

  private static CompletableFuture<?> send(EventPublisher publisher, Topic topic, Ready one) {
    return publisher.publishRaw(
        topic, one.key(), one.value(), Map.of(RecordSigner.HEADER, one.proof()));
  }

  private void awaitSize(long size) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (size() < size) {
      if (System.nanoTime() > until) {
        throw new TimeoutException("the log has not " + size + " signed entries in time");
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
  }

  private Optional<byte[]> get(String path) throws Exception {
    URI address = URI.create(ground.stack().serviceUrl(Part.ERASURE)).resolve("/log/" + path);
    try {
      var answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException notUp) {
      return Optional.empty();
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
