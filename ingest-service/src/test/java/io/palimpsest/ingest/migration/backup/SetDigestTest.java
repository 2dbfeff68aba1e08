package io.palimpsest.ingest.migration.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetDigestTest {
  @Test
  void orderDoesNotCountAndNumberAndContentDo() {
    assertThat(digest("a", "b", "c")).isEqualTo(digest("c", "a", "b"));
    assertThat(digest("a", "b")).isNotEqualTo(digest("a", "c"));
    assertThat(digest("a", "a", "b", "b")).isNotEqualTo(digest("a", "b"));
    assertThat(digest()).isEqualTo("0:" + "0".repeat(64));
  }

  @Test
  void aVectorIsItsBitsAndNotItsText() {
    assertThat(bits("{\"id\":\"a\",\"values\":[0.1,1],\"metadata\":{\"b\":1,\"a\":\"x\"}}"))
        .isEqualTo(
            bits("{\"values\":[1e-1,1.0],\"id\":\"a\",\"metadata\":{\"a\":\"x\",\"b\":1.0}}"));
    assertThat(bits("{\"id\":\"a\",\"values\":[0.1]}"))
        .isNotEqualTo(bits("{\"id\":\"a\",\"values\":[0.10000001]}"));
    assertThat(bits("{\"id\":\"a\",\"values\":[1],\"metadata\":{\"k\":\"1\"}}"))
        .isNotEqualTo(bits("{\"id\":\"a\",\"values\":[1],\"metadata\":{\"k\":1}}"));
    assertThat(bits("{\"id\":\"a\",\"values\":[1],\"sparse\":{\"indices\":[1],\"values\":[1]}}"))
        .isNotEqualTo(bits("{\"id\":\"a\",\"values\":[1]}"));
  }

  private static byte[] bits(String line) {
    return VectorBits.of(line.getBytes(StandardCharsets.UTF_8));
  }

  private static String digest(String... things) {
    SetDigest digest = new SetDigest();
    List.of(things).forEach(digest::add);
    return digest.hex();
  }
}
