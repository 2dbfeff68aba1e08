package io.palimpsest.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.palimpsest.event.ScopeType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EntrySchemaTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(published());

  private final Statement fenced =
      Statement.of(AuditSource.request("er_5b0c2f9d11aa"), 3, EntryType.FENCED, NOON)
          .with(AuditField.REQUEST, "er_5b0c2f9d11aa")
          .with(AuditField.SCOPE_TYPE, ScopeType.TWIN)
          .with(AuditField.SCOPE, RequestKey.of(new byte[32]).actor("x"))
          .with(AuditField.DEADLINE, NOON)
          .with(AuditField.CONTROL_PASSED, true)
          .with(AuditField.FENCE, 41);

  @Test
  void thePublishedSchemaIsUpToDate() throws IOException {
    assertThat(published())
        .as("run EntrySchema.main in messaging to write it")
        .isEqualTo(EntrySchema.document());
  }

  @ParameterizedTest
  @EnumSource
  void everyStatementFitsTheSchema(EntryType type) {
    Statement statement = Statement.of(fenced.source(), 0, type, NOON);

    assertThat(violations(text(statement))).isEmpty();
    assertThat(violations(text(fenced))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"fence\":41 | \"fence\":41.5",
        "\"fence\":41 | \"fence\":-1",
        "\"fence\":41 | \"name\":\"Jane\"",
        "\"scope_type\":\"twin\" | \"scope_type\":\"Jane Doe\"",
        "\"specversion\":\"1.0\" | \"specversion\":\"1.0\",\"subject\":\"Jane\"",
        "audit.fenced | audit.forgotten",
        "\"id\":\"3\" | \"id\":\"03\""
      })
  void whatTheLogHasNoPlaceForBreaksTheSchema(String part, String other) {
    String text = text(fenced);

    assertThat(text).contains(part);
    assertThat(violations(text.replace(part, other))).isNotEmpty();
  }

  private List<String> violations(String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private static String text(Statement statement) {
    return new String(statement.bytes(), StandardCharsets.UTF_8);
  }

  private static String published() {
    try (InputStream resource = EntrySchemaTest.class.getResourceAsStream(EntrySchema.RESOURCE)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
