package io.palimpsest.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds old names of namespaces in an application: UUIDs and the fixed ones, in quotes. */
final class NamespacesReferences {
  private static final long MOST_BYTES = 5_000_000;
  private static final Pattern OLD =
      Pattern.compile(
          "[\"'`](proposals|__default__|portfolio_default"
              + "|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})[\"'`]");

  private NamespacesReferences() {}

  static ArrayNode in(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new UsageException(path + ": there is no such file or folder");
    }
    ArrayNode found = Api.JSON.createArrayNode();
    List<Path> files;
    try (Stream<Path> all = Files.walk(path)) {
      files = all.filter(NamespacesReferences::isRead).sorted().toList();
    }
    for (Path file : files) {
      look(file, found);
    }
    return found;
  }

  private static boolean isRead(Path file) {
    return Files.isRegularFile(file)
        && Stream.of(".git", "node_modules", "target", ".venv")
            .noneMatch(folder -> file.toString().contains("/" + folder + "/"))
        && file.toFile().length() <= MOST_BYTES;
  }

  private static void look(Path file, ArrayNode found) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (MalformedInputException noText) {
      return;
    }
    for (int at = 0; at < lines.size(); at++) {
      Matcher names = OLD.matcher(lines.get(at));
      while (names.find()) {
        found
            .addObject()
            .put("file", file.toString())
            .put("line", at + 1)
            .put("name", names.group(1));
      }
    }
  }
}
