package io.palimpsest.local.vectors.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file of the log. Its number is its name, so that names sort as they were written. */
record Segment(Path file, long number) {
  private static final String SUFFIX = ".log";

  static Segment numbered(Path folder, long number) {
    return new Segment(folder.resolve("%016d%s".formatted(number, SUFFIX)), number);
  }

  static List<Segment> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted()
          .map(file -> new Segment(file, numberOf(file)))
          .toList();
    }
  }

  private static long numberOf(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }

  FileChannel create() throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Hands over the whole records of the file and stops at the first torn one. */
  void read(Consumer<LogRecord> sink) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      @Nullable LogRecord next = Frame.decode(bytes);
      while (next != null) {
        sink.accept(next);
        next = Frame.decode(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read log segment " + number, e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete log segment " + number, e);
    }
  }
}
