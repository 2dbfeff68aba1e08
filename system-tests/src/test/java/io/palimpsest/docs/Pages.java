package io.palimpsest.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Markdown of the checkout. */
final class Pages {
  static final Path CHECKOUT =
      Path.of(System.getProperty("palimpsest.checkout", "..")).toAbsolutePath().normalize();

  private static final Set<String> NOT_OURS =
      Set.of("target", "node_modules", ".git", ".palimpsest");
  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```(\\w*)\\n(.*?)^ *```$");

  private Pages() {}

  /**
   * A block that is fenced off.
   *
   * @param page file that it stands in, from the checkout on
   * @param line where it begins, from 1
   * @param language what it says that it is
   * @param text what is in it
   */
  record Block(String page, int line, String language, String text) {}

  /** Every page, from the checkout on. */
  static List<String> all() throws IOException {
    try (Stream<Path> files = Files.walk(CHECKOUT)) {
      return files
          .map(CHECKOUT::relativize)
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> Stream.of(file.toString().split("/")).noneMatch(NOT_OURS::contains))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }

  static String text(String page) throws IOException {
    return Files.readString(CHECKOUT.resolve(page));
  }

  /** The fenced blocks of a page, in their order. */
  static List<Block> blocks(String page) throws IOException {
    String text = text(page);
    List<Block> blocks = new ArrayList<>();
    FENCE
        .matcher(text)
        .results()
        .forEach(
            found ->
                blocks.add(
                    new Block(
                        page,
                        (int) text.substring(0, found.start()).lines().count() + 1,
                        found.group(1),
                        found.group(2))));
    return blocks;
  }

  /** What is left of a text without its blocks and its code. */
  static String prose(String text) {
    return FENCE.matcher(text).replaceAll("").replaceAll("`[^`\\n]*`", "");
  }
}
