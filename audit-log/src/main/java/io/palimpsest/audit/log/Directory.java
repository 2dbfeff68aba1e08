package io.palimpsest.audit.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A log in a folder, laid out as it is served. A file is written beside its place, forced to the
 * disk and moved there, so that neither a crash nor a full disk leaves half of one. One writer.
 */
public final class Directory implements Resources.Writable {
  private static final String PARTS = ".p";

  private final Path root;

  /** A folder, which is made when something is written. */
  public Directory(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(at(path)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  @Override
  public List<TilePath> parts(TilePath tile) throws IOException {
    String folder = tile.full().path() + PARTS;
    try (Stream<Path> files = Files.list(at(folder))) {
      return files
          .flatMap(file -> TilePath.parse(folder + "/" + file.getFileName()).stream())
          .filter(part -> !part.equals(tile))
          .sorted(Comparator.comparingInt(TilePath::width))
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  @Override
  public void write(String path, byte[] bytes) throws IOException {
    Path place = at(path);
    Path folder = Files.createDirectories(place.getParent());
    Path beside = Files.createTempFile(folder, ".", ".new");
    try {
      force(beside, bytes);
      Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
      forceFolder(folder);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  @Override
  public void remove(String folder) throws IOException {
    try (Stream<Path> files = Files.list(at(folder))) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(at(folder));
    } catch (NoSuchFileException gone) {
      // As it is to be.
    }
  }

  private Path at(String path) {
    Path place = root.resolve(path).normalize();
    if (!place.startsWith(root) || place.equals(root)) {
      throw new IllegalArgumentException("no path of a log");
    }
    return place;
  }

  private static void force(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  /** A move lasts once its folder is on the disk. */
  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
