package io.palimpsest.audit.witness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest checkpoint of each log, in one file that is replaced as a whole. Holds a lock beside
 * the file: two witnesses with one key and two states would cosign two histories.
 */
public final class WitnessState implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Directory folder;
  private final String name;
  private final FileChannel lock;
  private final Map<String, String> notes;

  private WitnessState(Directory folder, String name, FileChannel lock, Map<String, String> notes) {
    this.folder = folder;
    this.name = name;
    this.lock = lock;
    this.notes = notes;
  }

  /**
   * Opens the state, empty where there is no file.
   *
   * @throws IOException when another witness has it, or it cannot be read: a damaged state is never
   *     taken for an empty one
   */
  public static WitnessState open(Path file) throws IOException {
    Path place = file.toAbsolutePath().normalize();
    Path parent = place.getParent();
    if (parent == null) {
      throw new IOException(file + " is no file");
    }
    Path beside = place.resolveSibling(place.getFileName() + ".lock");
    FileChannel lock =
        FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (locked(lock) == null) {
      lock.close();
      throw new IOException(file + " is the state of a witness that runs");
    }
    Directory folder = new Directory(parent);
    String name = place.getFileName().toString();
    try {
      Optional<byte[]> bytes = folder.read(name);
      Map<String, String> notes =
          bytes.isEmpty()
              ? new TreeMap<>()
              : JSON.readValue(bytes.get(), new TypeReference<TreeMap<String, String>>() {});
      return new WitnessState(folder, name, lock, notes);
    } catch (JsonProcessingException damaged) {
      lock.close();
      throw new IOException(file + " is damaged; a witness must not begin anew over it", damaged);
    }
  }

  /** The newest checkpoint of a log, cosigned. */
  Optional<Note> newest(String origin) {
    try {
      String note = notes.get(origin);
      return note == null
          ? Optional.empty()
          : Optional.of(Note.parse(note.getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedNoteException damaged) {
      throw new IllegalStateException("the state is damaged: " + damaged.getMessage(), damaged);
    }
  }

  /** On the disk on return. */
  void keep(String origin, Note note) throws IOException {
    Map<String, String> next = new TreeMap<>(notes);
    next.put(origin, new String(note.bytes(), StandardCharsets.UTF_8));
    folder.write(name, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(next));
    notes.putAll(next);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static @Nullable FileLock locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException here) {
      return null;
    }
  }
}
