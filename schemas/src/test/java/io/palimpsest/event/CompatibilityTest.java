package io.palimpsest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every schema reads, and is read by, every released version of itself: FULL_TRANSITIVE. */
class CompatibilityTest {
  @ParameterizedTest
  @MethodSource("io.palimpsest.event.Schemas#ofTopics")
  void everySchemaFitsAllReleasedOnes(Schema schema) {
    List<Schema> released = Schemas.released(schema);

    assertThat(released).as("released versions of %s", schema.getName()).isNotEmpty();
    assertThat(released).allSatisfy(old -> assertThat(clashes(schema, old)).isEmpty());
  }

  @Test
  void noReleasedSchemaHasGone() {
    List<String> now = Schemas.ofTopics().stream().map(Schemas::fileName).toList();
    List<String> released =
        Schemas.releases().stream()
            .flatMap(release -> List.of(release.toFile().list()).stream())
            .distinct()
            .toList();

    assertThat(released).isNotEmpty();
    assertThat(now).containsAll(released);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "field-without-default",
        "field-of-another-type",
        "enum-symbol-gone",
        "required-field-gone"
      })
  void anIncompatibleSchemaIsRefused(String change) {
    Schema changed = Schemas.parse(Path.of("src/test/resources/incompatible", change + ".avsc"));
    List<Schema> released = Schemas.released(ScopeFenced.getClassSchema());

    assertThat(released).allSatisfy(old -> assertThat(clashes(changed, old)).isNotEmpty());
  }

  @Test
  void aFieldWithADefaultMayBeAdded() {
    Schema changed = Schemas.parse(Path.of("src/test/resources/compatible/field-added.avsc"));
    List<Schema> released = Schemas.released(ScopeFenced.getClassSchema());

    assertThat(released).allSatisfy(old -> assertThat(clashes(changed, old)).isEmpty());
  }

  /** Why one of the two cannot read what the other wrote. */
  private static List<SchemaCompatibility.Incompatibility> clashes(Schema one, Schema other) {
    return Stream.of(
            SchemaCompatibility.checkReaderWriterCompatibility(one, other),
            SchemaCompatibility.checkReaderWriterCompatibility(other, one))
        .flatMap(checked -> checked.getResult().getIncompatibilities().stream())
        .toList();
  }
}
