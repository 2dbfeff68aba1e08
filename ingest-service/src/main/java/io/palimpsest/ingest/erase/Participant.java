package io.palimpsest.ingest.erase;

/** One kind of data that erasure has to reach. All calls may be repeated. */
interface Participant {
  /** Name by which tasks call it. */
  String name();

  /** How many records of the scope there are. */
  long count(Target target);

  /**
   * Erases them.
   *
   * @param requestRef random reference of the request
   * @param works admit what is sent
   * @return how many were deleted now
   */
  long erase(Target target, String requestRef, Works works);

  /** How it erases, as a code. */
  String method();
}
