package io.palimpsest.reembed.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {
  private static final TokenCounter WORDS = new Words();
  private final Chunker chunker = new Chunker(new ChunkingRules(64, 0), WORDS);

  @Property(tries = 300)
  void chunksLaidEndToEndAreTheText(@ForAll("documents") String text) {
    String normal = NormalText.of(text);
    String joined = chunker.split(normal).stream().map(Chunk::text).collect(Collectors.joining());
    assertThat(joined.replaceAll("\\s", "")).isEqualTo(normal.replaceAll("\\s", ""));
  }

  @Property(tries = 300)
  void noChunkIsAboveTheTarget(@ForAll("documents") String text) {
    for (Chunk chunk : chunker.split(NormalText.of(text))) {
      assertThat(WORDS.count(chunk.text()) + WORDS.special()).isLessThanOrEqualTo(64);
      assertThat(chunk.tokens()).isEqualTo(WORDS.count(chunk.text()) + WORDS.special());
    }
  }

  @Property(tries = 300)
  void appendingAParagraphKeepsAllChunksButTheLastOne(@ForAll("documents") String text) {
    String normal = NormalText.of(text);
    Set<String> before = digests(normal);
    Set<String> after = digests(normal + "\n\nOne more paragraph ends it.");
    Set<String> lost = new HashSet<>(before);
    lost.removeAll(after);
    assertThat(lost).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void anOverlapRepeatsWholeSentencesOfTheChunkBefore() {
    Chunker overlapping = new Chunker(new ChunkingRules(32, 8), WORDS);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append("Sentence number ").append(i).append(" is here. ");
    }
    List<Chunk> chunks = overlapping.split(text.toString());
    assertThat(chunks).hasSizeGreaterThan(5);
    for (int i = 1; i < chunks.size(); i++) {
      String before = chunks.get(i - 1).text();
      String lastSentence = before.substring(before.lastIndexOf("Sentence"));
      assertThat(chunks.get(i).text()).startsWith(lastSentence);
      assertThat(chunks.get(i).tokens()).isLessThanOrEqualTo(32);
    }
  }

  /** White space has no tokens, and would fill a vector's metadata all the same. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "first%slast",
        "%sfirst last",
        "first last%s",
        "One. %sTwo.",
        "a b c%s\"d\" e f. %s g."
      })
  void noChunkIsLargerThanWhatIsStored(String pattern) {
    for (String gap : List.of(" ", "\t", "\n", "\u00a0", "\u0001")) {
      String text = pattern.replace("%s", gap.repeat(600_000));
      for (Chunker one : List.of(chunker, new Chunker(new ChunkingRules(64, 16), WORDS))) {
        List<Chunk> chunks = one.split(text);
        assertThat(chunks)
            .isNotEmpty()
            .allSatisfy(
                chunk ->
                    assertThat(StoredSize.of(chunk.text(), 0, chunk.text().length()))
                        .isLessThanOrEqualTo(StoredSize.MOST));
      }
      String joined = chunker.split(text).stream().map(Chunk::text).collect(Collectors.joining());
      assertThat(joined.replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
    }
  }

  @Test
  void theSizeIsNeverBelowThatOfTheJson() throws Exception {
    String all = "a \n\t\"\\\u0001\u00e9\u20ac\uD83D\uDE00/\u007f";
    byte[] json = new ObjectMapper().writeValueAsBytes(all);
    assertThat(StoredSize.of(all, 0, all.length())).isEqualTo(json.length - 2);
  }

  @Test
  void blankTextHasNoChunk() {
    assertThat(chunker.split(" \n\n \t ")).isEmpty();
    assertThat(chunker.whole("  ")).isEmpty();
  }

  @Test
  void aWordLongerThanAChunkIsCutBetweenWholeCharacters() {
    TokenCounter characters = new Characters();
    String text = "\uD83D\uDE00".repeat(200);
    List<Chunk> chunks = new Chunker(new ChunkingRules(16, 0), characters).split(text);
    assertThat(chunks.stream().map(Chunk::text).collect(Collectors.joining())).isEqualTo(text);
    assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.text().length() % 2).isZero());
  }

  @Provide
  Arbitrary<String> documents() {
    Arbitrary<String> word = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(9);
    Arbitrary<String> sentence =
        word.list().ofMinSize(1).ofMaxSize(90).map(words -> String.join(" ", words) + ". ");
    Arbitrary<String> ending = Arbitraries.of("", "\n", "\r\n\r\n", "\n \n\n", "  ");
    return net.jqwik.api.Combinators.combine(sentence, ending)
        .as(String::concat)
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  private Set<String> digests(String text) {
    return chunker.split(text).stream().map(Chunk::digest).collect(Collectors.toSet());
  }

  private record Words() implements TokenCounter {
    @Override
    public int count(String text) {
      return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    @Override
    public int special() {
      return 2;
    }
  }

  private record Characters() implements TokenCounter {
    @Override
    public int count(String text) {
      return text.length();
    }

    @Override
    public int special() {
      return 2;
    }
  }
}
