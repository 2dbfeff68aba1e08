package io.palimpsest.local.launcher;

import io.palimpsest.local.stack.Checkout;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder in which a stack keeps everything, and in which commands tell each other what runs.
 *
 * <p>{@code addresses.properties} is there exactly while a stack is ready; the command line tool
 * reads it.
 */
public final class StateFolder {

  /** System property: another place than {@code .palimpsest} of the checkout, for tests. */
  static final String PROPERTY = "palimpsest.state";

  private static final String ADDRESSES = "addresses.properties";
  private static final String PROCESSES = "processes.properties";
  private static final String RESTARTS = "restarts.properties";

  private final Path folder;

  StateFolder(Path folder) {
    this.folder = folder;
  }

  /** The stack of {@code up}. */
  static StateFolder ofUp() {
    return in("stack");
  }

  /** The stack of {@code demo}, beside that of {@code up}. */
  public static StateFolder ofDemo() {
    return in("demo");
  }

  private static StateFolder in(String name) {
    Path state =
        Path.of(
            System.getProperty(PROPERTY, Checkout.find().root().resolve(".palimpsest").toString()));
    return new StateFolder(state.resolve(name));
  }

  public Path folder() {
    return folder;
  }

  Path log(String part) {
    return folder.resolve("logs").resolve(part + ".log");
  }

  Path supervisorFile() {
    return folder.resolve("supervisor.pid");
  }

  /** Addresses by name; empty while no stack is ready. */
  Map<String, String> addresses() {
    return read(ADDRESSES);
  }

  /** Process ids by part. */
  Map<String, String> processes() {
    return read(PROCESSES);
  }

  /** Restarts of parts that ended by themselves, by part. */
  Map<String, Restarted> restarts() {
    Map<String, Restarted> restarts = new TreeMap<>();
    read(RESTARTS).forEach((part, text) -> restarts.put(part, Restarted.parse(text)));
    return restarts;
  }

  /**
   * The turn to start or to replace what runs here; one process has it at a time, and loses it when
   * it ends.
   */
  record Turn(FileChannel file) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /**
   * Takes the turn, once it is free.
   *
   * @param waiting is told when another process has it
   */
  Turn turn(Runnable waiting) throws IOException {
    Files.createDirectories(folder.getParent());
    // Beside the folder, which a fresh start removes.
    FileChannel file =
        FileChannel.open(
            folder.resolveSibling(folder.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (file.tryLock() == null) {
      waiting.run();
      file.lock();
    }
    return new Turn(file);
  }

  /** Says which processes there are now, and which of them were started again. */
  void publish(Map<String, String> processes, Map<String, Restarted> restarts) {
    Map<String, String> texts = new TreeMap<>();
    restarts.forEach((part, restarted) -> texts.put(part, restarted.text()));
    write(PROCESSES, processes);
    write(RESTARTS, texts);
  }

  /** Says that all is ready. */
  void open(Map<String, String> addresses) {
    write(ADDRESSES, addresses);
  }

  void retract() {
    try {
      Files.deleteIfExists(folder.resolve(ADDRESSES));
      Files.deleteIfExists(folder.resolve(PROCESSES));
      Files.deleteIfExists(folder.resolve(RESTARTS));
      Files.deleteIfExists(supervisorFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes the folder with data, logs and keys. */
  public void forget() {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the state in " + folder + " could not be removed", e);
    }
  }

  private Map<String, String> read(String name) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve(name))) {
      properties.load(reader);
    } catch (NoSuchFileException absent) {
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> values = new TreeMap<>();
    properties.forEach((key, value) -> values.put(key.toString(), value.toString()));
    return values;
  }

  private void write(String name, Map<String, String> values) {
    Properties properties = new Properties();
    properties.putAll(values);
    Path draft = folder.resolve(name + ".draft");
    try {
      try (Writer writer = Files.newBufferedWriter(draft)) {
        properties.store(writer, null);
      }
      Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
