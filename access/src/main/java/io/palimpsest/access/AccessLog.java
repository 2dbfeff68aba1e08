package io.palimpsest.access;

import io.palimpsest.event.AccessLogged;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes who reached for whose data to {@code palimpsest.access.v1}. Never blocks its caller and
 * never throws: entries wait in a bounded queue; one that finds it full, or that the broker does
 * not take, is counted and reported in the service's own log. Thread-safe.
 */
public final class AccessLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
  static final int QUEUE = 10_000;

  /** Where entries go. */
  @FunctionalInterface
  interface Sink {
    /** Completes when the entry is durable; every fault comes through the future. */
    CompletionStage<?> publish(AccessLogged entry);
  }

  private final Sink sink;
  private final TenantDigest digest;
  private final String service;
  private final Clock clock;
  private final ThreadPoolExecutor worker;
  private final LongAdder lost = new LongAdder();

  private AccessLog(Sink sink, TenantDigest digest, String service, Clock clock) {
    this.sink = sink;
    this.digest = digest;
    this.service = service;
    this.clock = clock;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().daemon().name("access-log").factory());
  }

  static AccessLog start(Sink sink, TenantDigest digest, String service, Clock clock) {
    return new AccessLog(sink, digest, service, clock);
  }

  /** Logs the access, as of now. */
  public void record(Access access) {
    AccessLogged entry = entry(access);
    try {
      worker.execute(() -> publish(entry));
    } catch (RejectedExecutionException full) {
      lose(entry, full);
    }
  }

  /** Entries that did not reach the topic since the start. */
  public long lost() {
    return lost.sum();
  }

  /** Publishes what waits, then ends. */
  @Override
  public void close() {
    worker.close();
  }

  private void publish(AccessLogged entry) {
    sink.publish(entry)
        .whenComplete(
            (done, fault) -> {
              if (fault != null) {
                lose(entry, fault);
              }
            });
  }

  private void lose(AccessLogged entry, Throwable fault) {
    lost.increment();
    LOG.warn(
        "access not logged: key {} action {} tenant {} allowed {}",
        entry.getKeyId(),
        entry.getAction(),
        entry.getTenantDigest(),
        entry.getAllowed(),
        fault);
  }

  private AccessLogged entry(Access access) {
    return AccessLogged.newBuilder()
        .setOccurredAt(clock.instant())
        .setKeyId(access.principal().keyId())
        .setAction(access.action())
        .setTenantDigest(digest.of(access.tenant()))
        .setAllowed(access.allowed())
        .setReason(access.reason().orElse(null))
        .setCount(access.count())
        .setLeaked(access.leaked())
        .setDurationMs(access.duration().toMillis())
        .setService(service)
        .build();
  }
}
