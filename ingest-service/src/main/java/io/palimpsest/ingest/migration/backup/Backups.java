package io.palimpsest.ingest.migration.backup;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All backups: folders directly below one root, which is a volume. */
public final class Backups {
  private static final FileAttribute<?> OWN_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private final Path root;

  /**
   * @param root made when it is missing
   */
  public Backups(Path root) {
    this.root = root;
  }

  /** Names of the backups, in order. */
  public List<BackupName> list() throws IOException {
    if (Files.notExists(root)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
          .map(folder -> folder.getFileName().toString())
          .filter(name -> NAME.matcher(name).matches())
          .sorted()
          .map(BackupName::new)
          .toList();
    }
  }

  /** The backup, if there is one of the name. */
  public Optional<BackupFolder> find(BackupName name) {
    Path folder = root.resolve(name.value());
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(new BackupFolder(folder))
        : Optional.empty();
  }

  /** The backup, made when there is none of the name. */
  public BackupFolder make(BackupName name) throws IOException {
    Files.createDirectories(root);
    Path folder = root.resolve(name.value());
    try {
      Files.createDirectory(folder, OWN_FOLDER);
    } catch (FileAlreadyExistsException there) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new RefusedBackupException(
            "name of the backup", "names a folder, not a file or link");
      }
    }
    return new BackupFolder(folder);
  }

  /** Removes a backup; false when there is none of the name. */
  public boolean destroy(BackupName name) throws IOException {
    Optional<BackupFolder> folder = find(name);
    if (folder.isPresent()) {
      folder.get().destroy();
    }
    return folder.isPresent();
  }
}
