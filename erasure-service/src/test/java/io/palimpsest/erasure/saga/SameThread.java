package io.palimpsest.erasure.saga;

/** Runs each task where it is handed in. */
final class SameThread extends OpenExecutor {
  @Override
  public void execute(Runnable command) {
    command.run();
  }
}
