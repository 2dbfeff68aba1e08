package io.palimpsest.local.vectors.control;

import io.palimpsest.local.vectors.index.Folders;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where indexes are kept: a folder each, with its definition in a file. */
final class IndexFolder {
  private static final String FILE = "index.json";

  private final Path root;

  IndexFolder(Path root) throws IOException {
    this.root = Files.createDirectories(root);
  }

  Path of(String name) {
    return root.resolve(name);
  }

  /** All definitions; a folder without one was never finished, or is half deleted. */
  List<Definition> definitions() throws IOException {
    List<Definition> found = new ArrayList<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.sorted().toList()) {
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
          found.add(DefinitionJson.read(Buffer.buffer(Files.readAllBytes(file)).toJsonObject()));
        }
      }
    }
    return found;
  }

  void write(Definition definition) throws IOException {
    Path folder = Files.createDirectories(of(definition.name()));
    Path fresh = folder.resolve(FILE + ".new");
    Files.writeString(fresh, DefinitionJson.keep(definition).encodePrettily());
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        fresh,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Deletes the definition first: what a crash leaves behind is then not taken for an index. */
  void delete(String name) throws IOException {
    Files.deleteIfExists(of(name).resolve(FILE));
    Folders.delete(of(name));
  }
}
