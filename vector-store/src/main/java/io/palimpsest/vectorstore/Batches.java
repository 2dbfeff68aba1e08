package io.palimpsest.vectorstore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Cuts work into requests that the store takes (docs.pinecone.io, database limits). Pure; keeps the
 * order.
 */
public final class Batches {
  /** Upsert of vectors: 1,000 records and 2 MB. */
  public static final Limits RECORDS = new Limits(1_000, 2_000_000);

  /** Upsert of text into an index that embeds: 96 records and 2 MB. */
  public static final Limits TEXTS = new Limits(96, 2_000_000);

  /** Delete or fetch by id: 1,000 ids. */
  public static final Limits IDS = new Limits(1_000, Integer.MAX_VALUE);

  private Batches() {}

  /**
   * Limits of one request.
   *
   * @param items items at most
   * @param bytes serialised bytes at most
   */
  public record Limits(int items, int bytes) {}

  /**
   * Cuts a list into requests, as few as its order allows. An item that is too large on its own
   * stands alone: only the store can say that it is refused.
   *
   * @param size serialised size of an item in bytes
   */
  public static <T> List<List<T>> of(List<T> items, Limits limits, ToIntFunction<T> size) {
    List<List<T>> batches = new ArrayList<>();
    List<T> open = new ArrayList<>();
    long bytes = 0;
    for (T item : items) {
      int itemBytes = size.applyAsInt(item);
      boolean full = open.size() == limits.items() || bytes + itemBytes > limits.bytes();
      if (full && !open.isEmpty()) {
        batches.add(List.copyOf(open));
        open.clear();
        bytes = 0;
      }
      open.add(item);
      bytes += itemBytes;
    }
    if (!open.isEmpty()) {
      batches.add(List.copyOf(open));
    }
    return batches;
  }

  /** Cuts ids into requests. */
  public static List<List<String>> ofIds(List<String> ids) {
    return of(ids, IDS, id -> 0);
  }

  /** Both halves of a request that was too large. */
  public static <T> List<List<T>> halves(List<T> batch) {
    int middle = (batch.size() + 1) / 2;
    return List.of(batch.subList(0, middle), batch.subList(middle, batch.size()));
  }
}
