package io.palimpsest.reembed.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.reembed.embed.MiniLmTokens;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SmallEditTest {
  private static final long SEED = 20260101;
  private static final int EDITS = 300;
  private static final int DOCUMENTS = 10;

  @Test
  void anEditedSentenceMovesFewChunks() {
    Random random = new Random(SEED);
    Chunker chunker =
        new Chunker(new ChunkingRules(256, 0), new RememberedTokens(new MiniLmTokens()));
    int[] embedded = new int[EDITS];
    for (int document = 0; document < DOCUMENTS; document++) {
      String text = Prose.ofChunks(random, chunker, 40, 200);
      Set<String> before = digests(chunker.split(text));
      for (int edit = 0; edit < EDITS / DOCUMENTS; edit++) {
        Set<String> after = digests(chunker.split(Prose.editOneSentence(random, text)));
        after.removeAll(before);
        embedded[document * (EDITS / DOCUMENTS) + edit] = after.size();
      }
    }
    Arrays.sort(embedded);
    System.out.printf(
        "chunks embedded after one edited sentence, seed %d, %d edits: median %d, p95 %d, max %d%n",
        SEED, EDITS, embedded[EDITS / 2], embedded[EDITS * 95 / 100], embedded[EDITS - 1]);
    assertThat(embedded[0]).as("an edit is seen").isPositive();
    assertThat(embedded[EDITS / 2]).isLessThanOrEqualTo(2);
  }

  private static Set<String> digests(List<Chunk> chunks) {
    return chunks.stream().map(Chunk::digest).collect(Collectors.toCollection(HashSet::new));
  }
}
