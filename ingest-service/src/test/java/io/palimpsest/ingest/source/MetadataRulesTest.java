package io.palimpsest.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.ingest.entry.RefusedException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataRulesTest {
  @Test
  void stringsNumbersBooleansAndListsOfStringsAreKept() {
    assertThat(
            MetadataRules.checked(
                Map.of("s", "x", "i", 7, "l", 1L << 60, "d", 0.5, "b", true, "t", List.of("a"))))
        .isEqualTo(
            Map.of("s", "x", "i", 7L, "l", 1L << 60, "d", 0.5, "b", true, "t", List.of("a")));
    assertThat(MetadataRules.checked(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"creator_id", "twin_uid", "chunk_text", "revision", "$where", " "})
  void reservedNamesAreRefused(String name) {
    assertThatThrownBy(() -> MetadataRules.checked(Map.of(name, "x")))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void whatTheStoreCannotHoldIsRefused() {
    refused(Map.of("nested", Map.of("a", 1)));
    refused(Map.of("mixed", List.of("a", 1)));
    refused(Map.of("big", BigInteger.TWO.pow(80)));
    refused(Map.of("nan", Double.NaN));
    refused(Map.of("long", "x".repeat(5_000)));
    refused(
        Map.of(
            "a",
            "x".repeat(4_096),
            "b",
            "x".repeat(4_096),
            "c",
            "x".repeat(4_096),
            "d",
            "x".repeat(4_096)));
  }

  private static void refused(Map<String, Object> metadata) {
    assertThatThrownBy(() -> MetadataRules.checked(metadata)).isInstanceOf(RefusedException.class);
  }
}
