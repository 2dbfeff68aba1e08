package io.palimpsest.reembed.erase;

import io.palimpsest.event.ErasureTask;

/** Something that holds data of scopes. Calls block; an exception is a failed attempt. */
interface Participant {
  /** Name that tasks call it by. */
  String name();

  /** How much there is. */
  Account count(ErasureTask task) throws InterruptedException;

  /** Deletes it in as many works as it takes, each begun and ended within a work's deadline. */
  Account erase(ErasureTask task, Works works) throws InterruptedException;

  /** Looks whether anything is left. */
  Account verify(ErasureTask task) throws InterruptedException;
}
