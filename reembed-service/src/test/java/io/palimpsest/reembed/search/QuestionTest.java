package io.palimpsest.reembed.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.palimpsest.access.ProblemException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {
  @Test
  void ten_matches_are_wanted_when_nothing_is_said() {
    Question question = Question.of("words", null, null, null, null, null);

    assertThat(question.topK()).isEqualTo(10);
    assertThat(question.probe()).isEqualTo(new Probe.Words("words"));
    assertThat(question.rerank()).isFalse();
  }

  @Test
  void either_query_or_vector_is_given() {
    assertThat(fieldRefused(null, null, null)).isEqualTo("query");
    assertThat(fieldRefused("words", List.of(1f), null)).isEqualTo("query");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "too long"})
  void a_query_has_1_to_8192_characters(String query) {
    String text = query.equals("too long") ? "x".repeat(8_193) : query;

    assertThat(fieldRefused(text, null, null)).isEqualTo("query");
    assertThat(Question.of("x".repeat(8_192), null, null, null, null, null).topK()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_001, Integer.MAX_VALUE})
  void top_k_is_1_to_1000(int topK) {
    assertThat(fieldRefused("words", null, topK)).isEqualTo("top_k");
    assertThat(Question.of("words", null, 1_000, null, null, null).topK()).isEqualTo(1_000);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void a_vector_holds_finite_numbers(@Nullable Float value) {
    assertThat(fieldRefused(null, Arrays.asList(1f, value), null)).startsWith("vector");
  }

  @Test
  void a_vector_is_neither_empty_nor_endless_nor_zero() {
    assertThat(fieldRefused(null, List.of(), null)).isEqualTo("vector");
    assertThat(fieldRefused(null, Collections.nCopies(20_001, 1f), null)).isEqualTo("vector");
    assertThat(fieldRefused(null, List.of(0f, 0f), null)).isEqualTo("vector");
  }

  @Test
  void only_words_can_be_reranked() {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class, () -> Question.of(null, List.of(1f), null, null, true, null));

    assertThat(refused.problem().field()).isEqualTo("rerank");
  }

  private static @Nullable String fieldRefused(
      @Nullable String query, @Nullable List<Float> vector, @Nullable Integer topK) {
    return catchThrowableOfType(
            ProblemException.class, () -> Question.of(query, vector, topK, null, null, null))
        .problem()
        .field();
  }
}
