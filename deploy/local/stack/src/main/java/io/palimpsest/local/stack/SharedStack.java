package io.palimpsest.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One stack for all tests of a JVM: started by the first that asks, extended by those that ask for
 * more, killed and cleared when the JVM ends.
 *
 * <p>Tests share its data, so each uses topics, databases and tenants of its own.
 */
public final class SharedStack {

  private static @Nullable RunningStack stack;

  private SharedStack() {}

  /** The shared stack, with at least these parts. */
  public static synchronized RunningStack with(Part... parts) throws InterruptedException {
    RunningStack shared = stack;
    if (shared == null) {
      Path state = Path.of("target", "local-stack", unused());
      shared = LocalStack.in(state).start();
      stack = shared;
      killAtEnd(shared, state.resolve("data"));
    }
    shared.add(parts);
    return shared;
  }

  /** A name per class loader, too: a test framework that loads this class again has two stacks. */
  private static String unused() {
    return ProcessHandle.current().pid()
        + "-"
        + Long.toString(System.nanoTime(), Character.MAX_RADIX);
  }

  private static void killAtEnd(RunningStack shared, Path data) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  shared.kill();
                  delete(data);
                },
                "shared-stack"));
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("test data stays in " + folder, e);
    }
  }
}
