package io.palimpsest.local.launcher.demo;

import io.palimpsest.local.stack.RunningStack;
import java.io.PrintWriter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of one demo share.
 *
 * <p>A step that learns something that a later one needs adds a field here.
 */
final class Demo {

  private final PrintWriter out;
  private @Nullable RunningStack stack;
  private @Nullable DemoApi api;
  private @Nullable UUID erased;

  /**
   * @param out where steps say what they do
   */
  Demo(PrintWriter out) {
    this.out = out;
  }

  /** Prints a line under the title of the running step. */
  void say(String format, Object... arguments) {
    out.printf("   " + format + "%n", arguments);
    out.flush();
  }

  /**
   * @throws IllegalStateException before the stack is up
   */
  RunningStack stack() {
    if (stack == null) {
      throw new IllegalStateException("the stack is not up yet");
    }
    return stack;
  }

  /**
   * @throws IllegalStateException before the stack is up
   */
  DemoApi api() {
    if (api == null) {
      throw new IllegalStateException("the stack is not up yet");
    }
    return api;
  }

  /**
   * The request that erased a creator.
   *
   * @throws IllegalStateException before it is confirmed
   */
  UUID erased() {
    if (erased == null) {
      throw new IllegalStateException("nothing is erased yet");
    }
    return erased;
  }

  void erasedBy(UUID request) {
    erased = request;
  }

  void stackIsUp(RunningStack running) {
    stack = running;
    api = new DemoApi(running);
  }

  /** Ends the stack if it is up. */
  void close() {
    if (stack != null) {
      stack.close();
      stack = null;
    }
  }
}
