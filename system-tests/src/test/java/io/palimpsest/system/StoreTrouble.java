package io.palimpsest.system;

import io.palimpsest.local.stack.VectorFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the store does to the writes of one namespace. All of it is within the landing bound. */
enum StoreTrouble {
  /** A write is put off, sent again, refused as failed, and lands {@link #LATE} later. */
  LANDS_LATE(
      true,
      """
      {"fault":"fail","operations":["upsert"],"status":429,"retry_after":1,"times":1,""",
      """
      {"fault":"land_late","operations":["upsert"],"millis":%d,"times":1,"""),
  /** Too many requests, three times. */
  RATE_LIMITED(
      true,
      """
      {"fault":"fail","operations":["upsert"],"status":429,"retry_after":1,"times":3,"""),
  /** A write is applied and its acknowledgement lost. */
  ACKNOWLEDGEMENT_LOST(
      true,
      """
      {"fault":"lose_answer","operations":["upsert"],"times":2,"""),
  /** The first calls of the erasure fail, or are carried out and not acknowledged. */
  DELETE_FAILS(
      false,
      """
      {"fault":"fail","operations":["delete","delete_namespace"],"status":503,"times":1,""",
      """
      {"fault":"lose_answer","operations":["delete","delete_namespace"],"times":1,""");

  /** How late a write lands: below the landing bound of the services. */
  static final Duration LATE = Duration.ofMillis(Long.getLong("palimpsest.rounds.late", 3_000));

  private final boolean hitsWrites;
  private final String faults;

  StoreTrouble(boolean hitsWrites, String... faults) {
    this.hitsWrites = hitsWrites;
    this.faults = String.join("\n", faults);
  }

  /** Whether it befalls the writers, and not the erasure. */
  boolean hitsWrites() {
    return hitsWrites;
  }

  /** Switches it on, and returns the ids of its faults in their order. */
  List<String> inject(VectorFaults store, String namespace) {
    List<String> ids = new ArrayList<>();
    for (String fault : faults.lines().toList()) {
      String late = fault.formatted(LATE.toMillis());
      ids.add(store.inject(late + "\"namespace\":\"%s\"}".formatted(namespace)));
    }
    return ids;
  }
}
