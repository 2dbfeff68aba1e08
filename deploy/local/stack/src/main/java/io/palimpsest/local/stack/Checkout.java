package io.palimpsest.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the sources, in which the build leaves what the stack runs. */
public final class Checkout {

  /** System property that names the folder; the build sets it for tests. */
  public static final String PROPERTY = "palimpsest.checkout";

  private final Path root;

  private Checkout(Path root) {
    this.root = root;
  }

  /** The folder of {@link #PROPERTY}, else the one that holds the working directory. */
  public static Checkout find() {
    String configured = System.getProperty(PROPERTY);
    return configured == null
        ? new Checkout(enclosing(Path.of("").toAbsolutePath()))
        : new Checkout(Path.of(configured).toAbsolutePath());
  }

  private static Path enclosing(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("deploy/local/stack"))) {
        return folder;
      }
    }
    throw new StackException(
        "%s is not inside a checkout of palimpsest; set -D%s".formatted(start, PROPERTY));
  }

  public Path root() {
    return root;
  }

  /**
   * A file or folder that the build must have made.
   *
   * @throws StackException naming the module to build when it is not there
   */
  Path built(String module, String path) {
    Path file = root.resolve(module).resolve(path);
    if (!Files.exists(file)) {
      throw new StackException(
          "%s is not built: %s is missing; run ./palimpsest build, or mvn package -pl %s -am"
              .formatted(module, module + "/" + path, module));
    }
    return file;
  }
}
