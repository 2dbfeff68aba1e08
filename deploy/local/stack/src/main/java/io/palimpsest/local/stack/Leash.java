package io.palimpsest.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;

/**
 * Main class of every child process: runs the real main class and ends when whoever started it is
 * gone, even by SIGKILL.
 *
 * <p>The parent holds the other end of standard input and never writes; the kernel closes it
 * whatever way the parent dies, which reads here as the end of the stream.
 */
public final class Leash {

  private static final Duration GRACE = Duration.ofSeconds(5);

  private Leash() {}

  /**
   * @param args the real main class, then its arguments
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    Thread.ofPlatform().daemon().name("leash").start(Leash::endWithParent);
    Class.forName(args[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
  }

  private static void endWithParent() {
    drain(System.in);
    // A shutdown hook that hangs must not keep the process.
    Thread.ofPlatform().daemon().name("leash-halt").start(Leash::haltAfterGrace);
    System.exit(1);
  }

  private static void drain(InputStream parent) {
    try {
      parent.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException gone) {
      // The same as the end of the stream: nobody holds the leash any more.
    }
  }

  private static void haltAfterGrace() {
    try {
      Thread.sleep(GRACE);
    } catch (InterruptedException ignored) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
