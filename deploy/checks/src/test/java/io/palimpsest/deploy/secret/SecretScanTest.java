package io.palimpsest.deploy.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.deploy.Checkout;
import io.palimpsest.deploy.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No file of the repository holds a secret (O3). */
class SecretScanTest {
  /** What looks like one and is none, by file and kind, with the reason. */
  private static final Map<String, String> NONE =
      Map.of(
          "cli/src/test/java/io/palimpsest/cli/PostgresImportIT.java PASSWORD_IN_AN_ADDRESS",
          "a wrong password, to be refused",
          "deploy/local/stack/src/test/java/io/palimpsest/local/stack/MongoAddressTest.java"
              + " PASSWORD_IN_AN_ADDRESS",
          "an address to be parsed",
          "messaging/src/test/java/io/palimpsest/messaging/proof/RecordProofTest.java PRIVATE_KEY",
          "a key that signs the pinned wire format, and nothing else");

  @Test
  void nothingThatIsCommittedLooksLikeASecret() throws Exception {
    Tool.Outcome listed = Tool.named("git").run("ls-files", "-z");
    assertThat(listed.exit()).as(listed.errors()).isZero();
    List<String> files = Stream.of(listed.output().split("\0")).toList();
    assertThat(files).contains("pom.xml", "deploy/compose/compose.yaml").hasSizeGreaterThan(1_000);

    TreeSet<String> found = new TreeSet<>();
    for (String file : files) {
      Path path = Checkout.ROOT.resolve(file);
      if (Files.isRegularFile(path)) {
        String text = text(path);
        for (SecretKind kind : SecretKind.values()) {
          List<Integer> lines = kind.linesIn(text);
          if (!lines.isEmpty()) {
            found.add(file + " " + kind);
          }
        }
      }
    }
    assertThat(found)
        .as("file and kind; what is none is named in this test")
        .isEqualTo(NONE.keySet());
  }

  /** Control: each kind is found where there is one, and on its line. */
  @ParameterizedTest
  @MethodSource("samples")
  void eachKindIsFound(SecretKind kind, String sample) {
    assertThat(kind.linesIn("first line\nkey = '" + sample + "'\n")).containsExactly(2);
    assertThat(kind.linesIn("first line\nkey = 'see the store of secrets'\n")).isEmpty();
  }

  @Test
  void thereIsASampleOfEachKind() {
    assertThat(samples().map(sample -> sample[0]))
        .containsExactlyInAnyOrder((Object[]) SecretKind.values());
  }

  /** Put together here, so that the file itself holds none. */
  private static Stream<Object[]> samples() {
    return Stream.of(
        sample(SecretKind.PRIVATE_KEY, "-----BEGIN EC PRIVATE" + " KEY-----\n", "M", 32),
        sample(SecretKind.AWS, "AKIA", "A", 16),
        sample(SecretKind.GITHUB, "ghp_", "a", 36),
        sample(SecretKind.GITLAB, "glpat-", "a", 20),
        sample(SecretKind.SLACK, "xoxb-", "1", 12),
        sample(SecretKind.GOOGLE, "AIza", "b", 35),
        sample(SecretKind.OPENAI, "sk-proj-", "c", 40),
        sample(SecretKind.STRIPE, "sk_live_", "d", 24),
        sample(SecretKind.NPM, "npm_", "e", 36),
        sample(SecretKind.PINECONE, "pcsk_", "f", 40),
        sample(SecretKind.TOKEN, "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.", "g", 43),
        sample(SecretKind.PASSWORD_IN_AN_ADDRESS, "mongodb://palimpsest:hunter2" + "@db", "x", 1),
        sample(SecretKind.NAMED, "', api_key: '", "0", 32));
  }

  private static Object[] sample(SecretKind kind, String head, String each, int times) {
    return new Object[] {kind, head + each.repeat(times)};
  }

  /** Any bytes are a text in this encoding. */
  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
