package io.palimpsest.local.vectors.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An append-only log with group commit: whatever was appended while one fsync ran goes to disk with
 * the next, so that many writers share its cost.
 *
 * <p>Order of use: {@link #replay} once, then {@link #start}, then any number of {@link #append}
 * from any thread. Once writing has failed, every later append fails: what is on disk is then not
 * known.
 */
public final class WriteLog implements AutoCloseable {
  private record Pending(ByteBuffer frame, Append append) {}

  private final Path folder;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<Pending> queue = new ArrayDeque<>();
  private final Thread writer;
  private long nextLsn = 1;
  private long segmentNumber;
  private boolean closed;
  private boolean rollRequested;
  private @Nullable IOException failure;
  private @Nullable FileChannel channel;
  private volatile long bytesInSegment;

  public WriteLog(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.writer = Thread.ofPlatform().name("log-writer").daemon().unstarted(this::writeLoop);
  }

  /** Hands over every whole record, oldest first. */
  public void replay(Consumer<LogRecord> sink) throws IOException {
    for (Segment segment : Segment.in(folder)) {
      segmentNumber = segment.number();
      segment.read(
          entry -> {
            nextLsn = Math.max(nextLsn, entry.lsn() + 1);
            sink.accept(entry);
          });
    }
  }

  /**
   * Opens a fresh file and takes appends from here on.
   *
   * @param lowestLsn no record gets a number below this one
   */
  public void start(long lowestLsn) throws IOException {
    nextLsn = Math.max(nextLsn, lowestLsn);
    openNextSegment();
    writer.start();
  }

  /** Queues a record; the caller waits for {@link Append#synced} before it acknowledges. */
  public Append append(int kind, byte[] payload) {
    lock.lock();
    try {
      if (closed || failure != null) {
        throw new IllegalStateException("the log takes no more writes", failure);
      }
      Append append = new Append(nextLsn++, new CompletableFuture<>());
      queue.add(new Pending(Frame.encode(new LogRecord(append.lsn(), kind, payload)), append));
      filled.signal();
      return append;
    } finally {
      lock.unlock();
    }
  }

  /** The newest number that was given out. */
  public long lastLsn() {
    lock.lock();
    try {
      return nextLsn - 1;
    } finally {
      lock.unlock();
    }
  }

  /** Bytes since the current file was begun. */
  public long bytesInSegment() {
    return bytesInSegment;
  }

  /**
   * Begins a new file.
   *
   * @return number of the first file that may hold records appended after this call
   */
  public long roll() {
    CompletableFuture<Long> rolled = new CompletableFuture<>();
    lock.lock();
    try {
      rollRequested = true;
      queue.add(new Pending(ByteBuffer.allocate(0), new Append(nextLsn - 1, rolled)));
      filled.signal();
    } finally {
      lock.unlock();
    }
    rolled.join();
    return segmentNumber;
  }

  /** Deletes the files before the given one: all that they say is durable elsewhere. */
  public void deleteBefore(long segment) throws IOException {
    Segment.in(folder).stream().filter(s -> s.number() < segment).forEach(Segment::delete);
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closed = true;
      filled.signal();
    } finally {
      lock.unlock();
    }
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (channel != null) {
      channel.close();
    }
  }

  private void writeLoop() {
    List<Pending> batch = takeBatch();
    while (!batch.isEmpty()) {
      write(batch);
      batch = takeBatch();
    }
  }

  private List<Pending> takeBatch() {
    lock.lock();
    try {
      while (queue.isEmpty() && !closed) {
        filled.awaitUninterruptibly();
      }
      List<Pending> batch = new ArrayList<>(queue);
      queue.clear();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void write(List<Pending> batch) {
    try {
      sync(batch);
      if (takeRollRequest()) {
        openNextSegment();
      }
    } catch (IOException e) {
      fail(batch, e);
      return;
    }
    batch.forEach(pending -> pending.append().synced().complete(pending.append().lsn()));
  }

  private void sync(List<Pending> batch) throws IOException {
    FileChannel open = channel;
    if (failure != null || open == null) {
      throw new IOException("log is not writable", failure);
    }
    ByteBuffer[] frames = batch.stream().map(Pending::frame).toArray(ByteBuffer[]::new);
    long total = batch.stream().mapToLong(pending -> pending.frame().remaining()).sum();
    for (long written = 0; written < total; ) {
      written += open.write(frames);
    }
    if (total > 0) {
      open.force(false);
      bytesInSegment += total;
    }
  }

  private boolean takeRollRequest() {
    lock.lock();
    try {
      boolean requested = rollRequested;
      rollRequested = false;
      return requested;
    } finally {
      lock.unlock();
    }
  }

  private void fail(List<Pending> batch, IOException cause) {
    lock.lock();
    try {
      failure = cause;
    } finally {
      lock.unlock();
    }
    UncheckedIOException told = new UncheckedIOException("write-ahead log failed", cause);
    batch.forEach(pending -> pending.append().synced().completeExceptionally(told));
  }

  private void openNextSegment() throws IOException {
    if (channel != null) {
      channel.close();
    }
    segmentNumber++;
    channel = Segment.numbered(folder, segmentNumber).create();
    bytesInSegment = 0;
  }
}
