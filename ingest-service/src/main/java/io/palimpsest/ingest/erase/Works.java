package io.palimpsest.ingest.erase;

import io.palimpsest.fencing.Work;

/** Where a task gets its works from, one for each part that is sent within one deadline. */
interface Works {
  /** Most documents of one part. */
  int PAGE = 500;

  /**
   * A work, to be closed by the caller.
   *
   * @throws RefusedTaskException when no work is admitted
   * @throws ExpiredTaskException when the task's time is over
   */
  Work admit();

  /** One part of an erasure. */
  @FunctionalInterface
  interface Part {
    /** Erases at most {@link #PAGE} documents; says how many there were. */
    long erase(Work work);
  }

  /** Erases part after part until there is nothing left; returns how much it was. */
  default long all(Part part) {
    long erased = 0;
    long last;
    do {
      try (Work work = admit()) {
        last = part.erase(work);
      }
      erased += last;
    } while (last > 0);
    return erased;
  }
}
