package io.palimpsest.vectorstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorRecordTest {
  private static final VectorValues VALUES = VectorValues.of(0.5f, -1f);

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void a_value_that_is_not_finite_is_refused(float value) {
    assertThatExceptionOfType(InvalidVectorException.class)
        .isThrownBy(() -> VectorValues.of(1f, value))
        .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("vector"));
  }

  @Test
  void a_vector_of_zeros_only_is_refused() {
    assertThatExceptionOfType(InvalidVectorException.class)
        .isThrownBy(() -> new VectorRecord("a", VectorValues.of(0f, 0f), Metadata.empty()));
  }

  @Test
  void an_id_has_at_most_512_characters() {
    new VectorRecord("x".repeat(512), VALUES, Metadata.empty());

    assertThatExceptionOfType(InvalidVectorException.class)
        .isThrownBy(() -> new VectorRecord("x".repeat(513), VALUES, Metadata.empty()));
    assertThatExceptionOfType(InvalidVectorException.class)
        .isThrownBy(() -> new VectorRecord("", VALUES, Metadata.empty()));
  }

  @Test
  void metadata_above_40_kilobytes_is_refused_not_cut() {
    Metadata fits = Metadata.builder().put("t", "x".repeat(40 * 1024 - 8)).build();
    Metadata tooLarge = Metadata.builder().put("t", "x".repeat(40 * 1024 - 7)).build();

    assertThat(new VectorRecord("a", VALUES, fits).metadata().sizeInBytes()).isEqualTo(40 * 1024);
    assertThatExceptionOfType(InvalidVectorException.class)
        .isThrownBy(() -> new VectorRecord("a", VALUES, tooLarge))
        .satisfies(refusal -> assertThat(refusal.rule()).contains("40 KB"));
  }

  @Test
  void sizes_count_utf_8_and_escapes() {
    Metadata metadata =
        Metadata.builder()
            .put("k", "é€😀")
            .put("q", "\"\\")
            .put("l", MetadataValue.of(List.of("a", "b")))
            .build();
    String json = "{\"k\":\"é€😀\",\"q\":\"\\\"\\\\\",\"l\":[\"a\",\"b\"]}";

    assertThat(metadata.sizeInBytes()).isEqualTo(json.getBytes(UTF_8).length);
    assertThat(Metadata.empty().sizeInBytes()).isEqualTo(2);
  }

  @Test
  void whole_numbers_above_2_to_the_53_are_kept_as_strings() {
    assertThat(MetadataValue.of(1L << 53)).isEqualTo(new MetadataValue.Numeric(0x1p53));
    assertThat(MetadataValue.of((1L << 53) + 1))
        .isEqualTo(new MetadataValue.Text("9007199254740993"));
    assertThat(MetadataValue.of(Long.MIN_VALUE))
        .isEqualTo(new MetadataValue.Text("-9223372036854775808"));
  }

  @Test
  void keys_that_look_like_operators_are_refused() {
    assertThatExceptionOfType(InvalidVectorException.class)
        .isThrownBy(() -> new Metadata(Map.of("$or", MetadataValue.of(true))));
    assertThatExceptionOfType(InvalidVectorException.class)
        .isThrownBy(() -> new Metadata(Map.of(" ", MetadataValue.of(true))));
  }

  @Test
  void values_are_copied_both_ways() {
    float[] mine = {1f, 2f};
    VectorValues values = VectorValues.of(mine);
    mine[0] = 9f;
    values.toArray()[1] = 9f;

    assertThat(values)
        .isEqualTo(VectorValues.of(1f, 2f))
        .hasSameHashCodeAs(VectorValues.of(1f, 2f));
  }
}
