package io.palimpsest.deploy.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.deploy.Checkout;
import io.palimpsest.deploy.code.Code;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/api/media-types.md} against what ingest accepts and re-embedding reads. */
class MediaTypesTest {
  private static final String PAGE = Checkout.read("docs/api/media-types.md");
  private static final String INGEST = "ingest-service/src/main/java/io/palimpsest/ingest/";
  private static final String TEXT = "reembed-service/src/main/java/io/palimpsest/reembed/text/";
  private static final Pattern TYPE = Pattern.compile("\"((?:text|application)/[a-z0-9.+-]+)\"");
  private static final Pattern REASON = Pattern.compile("\"(text\\.[a-z_]+)\"");

  @Test
  void thePageNamesWhatIsAccepted() {
    Set<String> accepted = found(TYPE, Checkout.read(INGEST + "source/MediaTypes.java"));

    assertThat(accepted).hasSizeGreaterThan(5).contains("application/pdf");
    assertThat(rows("(?:text|application)/[^`]+")).isEqualTo(accepted);
  }

  @Test
  void whatIsAcceptedIsTakenAsABodyAndRead() {
    Set<String> accepted = found(TYPE, Checkout.read(INGEST + "source/MediaTypes.java"));

    assertThat(found(TYPE, Checkout.read(TEXT + "DocumentText.java"))).containsAll(accepted);
    assertThat(found(TYPE, Checkout.read(INGEST + "http/SourceResource.java")))
        .containsAll(accepted);
  }

  @Test
  void thePageNamesEveryReasonForWhichADocumentIsParked() {
    List<Path> sources =
        Code.sources("reembed-service").stream()
            .filter(file -> file.toString().contains("/reembed/text/"))
            .toList();
    Set<String> reasons =
        found(REASON, sources.stream().map(Code::text).collect(Collectors.joining()));

    assertThat(reasons).hasSizeGreaterThan(5).contains("text.encrypted");
    assertThat(rows("text\\.[^`]+")).isEqualTo(reasons);
  }

  /** What stands first in rows of the page's tables. */
  private static Set<String> rows(String what) {
    return found(Pattern.compile("(?m)^\\| `(" + what + ")` \\|"), PAGE);
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
