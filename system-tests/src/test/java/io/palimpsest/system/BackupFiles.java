package io.palimpsest.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/** Manifests for files of a test's own. */
final class BackupFiles {
  private BackupFiles() {}

  static void manifest(Path folder, String file, long records) throws Exception {
    byte[] bytes = Files.readAllBytes(folder.resolve(file));
    Map<String, Object> entry =
        Map.of(
            "records",
            records,
            "bytes",
            bytes.length,
            "md5",
            hex("MD5", bytes),
            "sha256",
            hex("SHA-256", bytes));
    Files.writeString(
        folder.resolve("manifest.json"),
        Json.write(
            Map.of(
                "format", "palimpsest-backup/1",
                "created_at", "2026-01-01T00:00:00Z",
                "files", Map.of(file, entry))));
  }

  private static String hex(String name, byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(bytes));
  }
}
