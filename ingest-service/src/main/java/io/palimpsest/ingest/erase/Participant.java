package io.palimpsest.ingest.erase;

/** One kind of data that erasure has to reach. All calls may be repeated. */
interface Participant {
  /** Name by which tasks call it. */
  String name();

  /** How many records of the scope there are. */
  long count(Target target);

  /**
   * Erases them: by uid; by name only what was read while the name was still the erased scope's.
   *
   * @param requestRef random reference of the request
   * @param works admits each part of it
   * @return how many were deleted now
   */
  long erase(Target target, String requestRef, Works works);

  /** How it erases, as a code. */
  String method();
}
