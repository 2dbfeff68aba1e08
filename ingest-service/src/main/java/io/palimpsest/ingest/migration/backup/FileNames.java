package io.palimpsest.ingest.migration.backup;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of files from names of collections, indexes and namespaces, which may hold anything: all
 * but ASCII letters, digits, '_' and '-' is written as {@code %XX}. So no name is a path, and each
 * can be read back.
 */
public final class FileNames {
  /** The index whose name no file carries. */
  public static final String DEFAULT_INDEX = "legacy";

  private static final String UNNAMED = "__default__";
  private static final int LONGEST = 240;
  private static final String PART = "(?:[A-Za-z0-9_-]|%[0-9A-F]{2})+";
  private static final Pattern DOCUMENTS = Pattern.compile("(" + PART + ")\\.json");
  private static final Pattern VECTORS =
      Pattern.compile("vectors_(?:(" + PART + ")~)?(" + PART + ")\\.jsonl");

  private FileNames() {}

  /** The file of a collection. */
  public static String ofCollection(String collection) {
    return bounded(encoded(collection) + ".json");
  }

  /** The file of a namespace of an index; the namespace without a name is the default one. */
  public static String ofNamespace(String index, String namespace) {
    String name = namespace.isEmpty() ? UNNAMED : encoded(namespace);
    return bounded(
        index.equals(DEFAULT_INDEX)
            ? "vectors_" + name + ".jsonl"
            : "vectors_" + encoded(index) + "~" + name + ".jsonl");
  }

  /** The collection of a file; empty for a file of another kind. */
  public static Optional<String> collection(String file) {
    Matcher matcher = DOCUMENTS.matcher(file);
    return matcher.matches() && !file.equals(Manifest.FILE)
        ? Optional.of(decoded(matcher.group(1)))
        : Optional.empty();
  }

  /** The namespace of a file; empty for a file of another kind. */
  public static Optional<Place> place(String file) {
    Matcher matcher = VECTORS.matcher(file);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String index = matcher.group(1);
    String namespace = decoded(matcher.group(2));
    return Optional.of(
        new Place(
            index == null ? DEFAULT_INDEX : decoded(index),
            namespace.equals(UNNAMED) ? "" : namespace));
  }

  /**
   * Where vectors were.
   *
   * @param index name of the index
   * @param namespace name of the namespace, empty for the one without a name
   */
  public record Place(String index, String namespace) {}

  private static String encoded(String name) {
    StringBuilder text = new StringBuilder();
    for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (one >= 'a' && one <= 'z')
              || (one >= 'A' && one <= 'Z')
              || (one >= '0' && one <= '9')
              || one == '_'
              || one == '-';
      if (plain) {
        text.append((char) one);
      } else {
        text.append('%').append(String.format("%02X", one & 0xFF));
      }
    }
    return text.toString();
  }

  private static String decoded(String name) {
    return URLDecoder.decode(name, StandardCharsets.UTF_8);
  }

  private static String bounded(String file) {
    if (file.length() > LONGEST) {
      throw new RefusedBackupException(
          file.substring(0, 32) + "...", "a name of a file has at most " + LONGEST + " characters");
    }
    return file;
  }
}
