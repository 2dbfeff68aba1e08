package io.palimpsest.local.launcher;

import io.palimpsest.local.stack.Restarts;
import io.palimpsest.local.stack.Restarts.Stage;

/**
 * What the supervisor tells of a part that ended by itself.
 *
 * @param times how often it was started again
 * @param stage what becomes of it
 */
record Restarted(int times, Stage stage) {
  static final Restarted NEVER = new Restarted(0, Stage.RUNNING);

  static Restarted of(Restarts restarts) {
    return new Restarted(restarts.count(), restarts.stage());
  }

  /** Reads what {@link #text} wrote. */
  static Restarted parse(String text) {
    String[] words = text.split(" ");
    return new Restarted(Integer.parseInt(words[0]), Stage.valueOf(words[1]));
  }

  String text() {
    return times + " " + stage;
  }
}
