package io.palimpsest.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every link of every page leads to a file that is there, and to a heading of it. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern OF_HEADER = Pattern.compile("(?m)^ +link: (/\\S+)$");
  private static final Pattern ELSEWHERE = Pattern.compile("^[a-z]+:.*");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> pages = Pages.all();
    List<String> dead = new ArrayList<>();
    int links = 0;
    for (String page : pages) {
      String text = Pages.text(page);
      for (String link : links(text)) {
        links++;
        if (!leads(page, link)) {
          dead.add(page + " -> " + link);
        }
      }
    }
    assertThat(dead).isEmpty();
    assertThat(pages).contains("README.md", "docs/tutorial.md", "docs/how-to/operator.md");
    assertThat(links).isGreaterThan(60);
  }

  @Test
  void aLinkThatLeadsNowhereIsNoticed() throws IOException {
    assertThat(links("see [x](gone.md), `[y](code)` and [z](https://example.org)\n"))
        .containsExactly("gone.md");
    assertThat(leads("docs/cli.md", "gone.md")).isFalse();
    assertThat(leads("docs/cli.md", "access.md#no-such-heading")).isFalse();
    assertThat(leads("docs/cli.md", "#no-such-heading")).isFalse();
    assertThat(leads("docs/cli.md", "access.md#an-issuer")).isTrue();
    assertThat(leads("docs/index.md", "/no-such-page")).isFalse();
    assertThat(leads("docs/index.md", "/tutorial")).isTrue();
  }

  private static List<String> links(String text) {
    List<String> links = new ArrayList<>();
    String prose = Pages.prose(text);
    for (Pattern pattern : List.of(LINK, OF_HEADER)) {
      pattern
          .matcher(prose)
          .results()
          .map(found -> found.group(1))
          .filter(link -> !ELSEWHERE.matcher(link).matches())
          .forEach(links::add);
    }
    return links;
  }

  private static boolean leads(String page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path from = Pages.CHECKOUT.resolve(page);
    Path file =
        parts[0].isEmpty()
            ? from
            : parts[0].startsWith("/")
                ? Pages.CHECKOUT.resolve("docs" + parts[0] + ".md")
                : from.resolveSibling(parts[0]);
    if (!Files.exists(file)) {
      return false;
    }
    return parts.length == 1 || headings(Files.readString(file)).contains(parts[1]);
  }

  /** Names of headings, as they are linked to. */
  private static Set<String> headings(String text) {
    Set<String> names = new HashSet<>();
    HEADING
        .matcher(text)
        .results()
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").strip().replace(' ', '-'))
        .forEach(names::add);
    return names;
  }
}
