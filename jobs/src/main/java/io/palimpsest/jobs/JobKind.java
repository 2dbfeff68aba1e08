package io.palimpsest.jobs;

import java.util.Map;

/** One kind of long work. Thread-safe; keeps nothing between laps but what the cursor says. */
public interface JobKind {
  /** Its name, as operators say it. */
  String name();

  /**
   * Checks what an operator gave, and puts uids in the place of names.
   *
   * @throws InvalidJobException when a parameter is unknown, missing or wrong
   */
  Map<String, String> parameters(Map<String, String> given);

  /** Names what no two active jobs may do at once. */
  default String slot(Map<String, String> parameters) {
    return name();
  }

  /**
   * Does a bounded piece of work, some seconds long. A lap may be done twice: after a crash the
   * next runner begins at the last cursor that became durable. Calls {@link Hold#check} before each
   * effect and at least once a second.
   *
   * @throws JobFailedException when no further attempt can help
   */
  Lap lap(Job job, Hold hold) throws InterruptedException;
}
