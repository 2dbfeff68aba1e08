package io.palimpsest.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * JSON Schema of an entry of the log, from the closed list of fields. Run {@link #main} in the
 * module's folder to write it anew.
 */
final class EntrySchema {
  static final String RESOURCE = "/io/palimpsest/audit/entry-v1.schema.json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long EXACT = (1L << 53) - 1;

  private EntrySchema() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of("../schemas/src/main/resources" + RESOURCE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, document());
  }

  static String document() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$id", StatementFormat.SCHEMA);
    root.put("title", "Entry of the audit log");
    root.put(
        "description",
        "CloudEvents 1.0 in the form of RFC 8785, at most 8192 bytes. The leaf of the tree is the"
            + " bytes of the record.");
    ObjectNode attributes = object(root);
    attributes.putObject("specversion").put("const", "1.0");
    attributes
        .putObject("id")
        .put("type", "string")
        .put("pattern", "^(0|[1-9][0-9]{0,18})$")
        .put("description", "Number of the statement within its source, from 0, without gaps.");
    attributes.putObject("source").put("type", "string").put("pattern", AuditSource.PATTERN);
    types(attributes.putObject("type").putArray("enum"));
    text(
        attributes.putObject("time"),
        "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?Z$");
    attributes.putObject("dataschema").put("const", StatementFormat.SCHEMA);
    attributes.putObject("datacontenttype").put("const", StatementFormat.CONTENT_TYPE);
    require(root, attributes);
    ObjectNode data = attributes.putObject("data");
    fields(object(data));
    root.withArray("required").add("data");
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static ObjectNode object(ObjectNode node) {
    node.put("type", "object");
    node.put("additionalProperties", false);
    return node.putObject("properties");
  }

  private static void require(ObjectNode root, ObjectNode attributes) {
    ArrayNode required = root.putArray("required");
    attributes.fieldNames().forEachRemaining(required::add);
  }

  private static void types(ArrayNode names) {
    Arrays.stream(EntryType.values())
        .map(type -> StatementFormat.TYPE_PREFIX + type.wireName())
        .forEach(names::add);
  }

  private static void fields(ObjectNode properties) {
    for (AuditField field : AuditField.values()) {
      ObjectNode property = properties.putObject(field.wireName());
      switch (field.kind()) {
        case COUNT -> property.put("type", "integer").put("minimum", 0).put("maximum", EXACT);
        case FLAG -> property.put("type", "boolean");
        case CODE, REFERENCE, DIGEST, DATE -> text(property, field.kind().pattern());
      }
    }
  }

  private static void text(ObjectNode property, String pattern) {
    property.put("type", "string").put("pattern", pattern);
  }
}
