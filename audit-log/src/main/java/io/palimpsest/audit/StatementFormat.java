package io.palimpsest.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * Statements as CloudEvents 1.0 in JSON, in the form of RFC 8785: one statement, one byte string.
 */
final class StatementFormat {
  static final int MAX_BYTES = 8 * 1024;
  static final String TYPE_PREFIX = "io.palimpsest.audit.";
  static final String SCHEMA = "urn:palimpsest:audit:entry:v1";
  static final String CONTENT_TYPE = "application/json";

  /** Making one makes a mapper. */
  private static final JsonFormat JSON = new JsonFormat();

  private StatementFormat() {}

  static byte[] write(Statement statement) {
    CloudEvent event =
        CloudEventBuilder.v1()
            .withId(Long.toString(statement.seq()))
            .withSource(URI.create(statement.source().path()))
            .withType(TYPE_PREFIX + statement.type().wireName())
            .withTime(statement.time().atOffset(ZoneOffset.UTC))
            .withDataSchema(URI.create(SCHEMA))
            .withDataContentType(CONTENT_TYPE)
            .withData(JsonCloudEventData.wrap(data(statement.data())))
            .build();
    byte[] bytes = canonical(JSON.serialize(event));
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("a statement has at most " + MAX_BYTES + " bytes");
    }
    return bytes;
  }

  static Statement read(byte[] bytes) {
    Statement statement;
    try {
      statement = statement(JSON.deserialize(bytes));
    } catch (EventDeserializationException
        | CloudEventRWException
        | IllegalArgumentException
        | IllegalStateException malformed) {
      throw new MalformedStatementException("not a statement", malformed);
    }
    if (!Arrays.equals(write(statement), bytes)) {
      throw new MalformedStatementException("not in canonical form", null);
    }
    return statement;
  }

  private static Statement statement(CloudEvent event) {
    String type = event.getType();
    if (!type.startsWith(TYPE_PREFIX) || event.getTime() == null || event.getData() == null) {
      throw new IllegalArgumentException("an attribute is missing");
    }
    return new Statement(
        new AuditSource(event.getSource().toString()),
        Long.parseLong(event.getId()),
        EntryType.ofWireName(type.substring(TYPE_PREFIX.length()))
            .orElseThrow(IllegalArgumentException::new),
        event.getTime().toInstant(),
        data(event.getData()));
  }

  private static ObjectNode data(Map<AuditField, Object> fields) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    fields.forEach(
        (field, value) -> {
          switch (value) {
            case Long count -> node.put(field.wireName(), count);
            case Boolean flag -> node.put(field.wireName(), flag);
            default -> node.put(field.wireName(), value.toString());
          }
        });
    return node;
  }

  private static Map<AuditField, Object> data(Object data) {
    if (!(data instanceof JsonCloudEventData json)) {
      throw new IllegalArgumentException("the data are no JSON object");
    }
    Map<AuditField, Object> fields = new EnumMap<>(AuditField.class);
    for (Map.Entry<String, JsonNode> entry : json.getNode().properties()) {
      AuditField field =
          AuditField.ofWireName(entry.getKey()).orElseThrow(IllegalArgumentException::new);
      fields.put(field, value(entry.getValue()));
    }
    return fields;
  }

  private static Object value(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isTextual()) {
      return node.textValue();
    }
    throw new IllegalArgumentException("neither text, whole number nor flag");
  }

  private static byte[] canonical(byte[] json) {
    try {
      return new JsonCanonicalizer(json).getEncodedUTF8();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
