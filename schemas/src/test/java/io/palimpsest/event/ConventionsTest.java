package io.palimpsest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every schema owes its readers. */
class ConventionsTest {
  private static final Pattern TIME = Pattern.compile(".*_at|until|deadline");
  private static final Pattern UUID =
      Pattern.compile("(.*_)?uids?|event_id|request_id|writer_id|task_id|admission");

  @ParameterizedTest
  @MethodSource("namedTypes")
  void everyTypeAndFieldSaysWhatItMeans(Schema type) {
    assertThat(type.getDoc()).as(type.getFullName()).isNotBlank();
    if (type.getType() == Schema.Type.RECORD) {
      assertThat(type.getFields())
          .allSatisfy(
              field ->
                  assertThat(field.doc()).as(type.getName() + "." + field.name()).isNotBlank());
    }
  }

  @ParameterizedTest
  @MethodSource("namedTypes")
  void everyEnumHasADefaultForSymbolsOfLaterVersions(Schema type) {
    if (type.getType() == Schema.Type.ENUM) {
      assertThat(type.getEnumSymbols()).contains(type.getEnumDefault());
    }
  }

  @ParameterizedTest
  @MethodSource("namedTypes")
  void whatIsNamedLikeATimeOrAUuidIsOne(Schema type) {
    if (type.getType() == Schema.Type.RECORD) {
      assertThat(type.getFields()).allSatisfy(field -> checkLogicalType(type, field));
    }
  }

  @ParameterizedTest
  @MethodSource("namedTypes")
  void whatMayBeAbsentIsAbsentByDefault(Schema type) {
    if (type.getType() == Schema.Type.RECORD) {
      assertThat(type.getFields())
          .filteredOn(field -> field.schema().isNullable())
          .allSatisfy(
              field ->
                  assertThat(field.hasDefaultValue())
                      .as(type.getName() + "." + field.name())
                      .isTrue());
    }
  }

  @ParameterizedTest
  @MethodSource("namedTypes")
  void everythingLivesInOneNamespace(Schema type) {
    assertThat(type.getNamespace()).isEqualTo("io.palimpsest.event");
  }

  static Stream<Schema> namedTypes() {
    Map<String, Schema> types = new LinkedHashMap<>();
    Set<Schema> seen = new HashSet<>();
    Schemas.ofTopics().forEach(schema -> collect(schema, types, seen));
    return types.values().stream();
  }

  private static void collect(Schema schema, Map<String, Schema> types, Set<Schema> seen) {
    if (!seen.add(schema)) {
      return;
    }
    switch (schema.getType()) {
      case RECORD -> {
        types.put(schema.getFullName(), schema);
        schema.getFields().forEach(field -> collect(field.schema(), types, seen));
      }
      case ENUM, FIXED -> types.put(schema.getFullName(), schema);
      case UNION -> schema.getTypes().forEach(branch -> collect(branch, types, seen));
      case ARRAY -> collect(schema.getElementType(), types, seen);
      case MAP -> collect(schema.getValueType(), types, seen);
      default -> {}
    }
  }

  private static void checkLogicalType(Schema type, Schema.Field field) {
    String name = type.getName() + "." + field.name();
    Schema value = innermost(field.schema());
    if (TIME.matcher(field.name()).matches()) {
      assertThat(value.getLogicalType()).as(name).isEqualTo(LogicalTypes.timestampMillis());
    }
    if (UUID.matcher(field.name()).matches()) {
      assertThat(value.getLogicalType()).as(name).isEqualTo(LogicalTypes.uuid());
    }
  }

  private static Schema innermost(Schema schema) {
    return switch (schema.getType()) {
      case UNION ->
          innermost(
              schema.getTypes().stream()
                  .filter(branch -> branch.getType() != Schema.Type.NULL)
                  .findFirst()
                  .orElseThrow());
      case ARRAY -> innermost(schema.getElementType());
      default -> schema;
    };
  }
}
