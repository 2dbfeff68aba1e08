package io.palimpsest.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;

/**
 * The catalogue of topics as an AsyncAPI 3 document. Run {@link #main} in the module's folder to
 * write {@code docs/events/asyncapi.yaml} anew.
 */
final class AsyncApi {
  static final Path FILE = Path.of("../docs/events/asyncapi.yaml");

  private static final String HEADING =
      "# Generated from the catalogue of topics (schemas: AsyncApi). Do not edit.\n";
  private static final ObjectMapper JSON = new ObjectMapper();

  private AsyncApi() {}

  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, document());
  }

  static String document() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("asyncapi", "3.0.0");
    info(root.putObject("info"));
    root.put("defaultContentType", AsyncApiMessages.AVRO);
    server(root.putObject("servers").putObject("kafka"));
    ObjectNode channels = root.putObject("channels");
    ObjectNode operations = root.putObject("operations");
    ObjectNode messages = root.putObject("components").putObject("messages");
    for (Topic topic : Topic.values()) {
      channel(channels.putObject(topic.name()), topic);
      operation(operations.putObject(Traffic.of(topic) + topic.name()), topic);
      if (!messages.has(messageName(topic))) {
        AsyncApiMessages.describe(messages.putObject(messageName(topic)), topic);
      }
    }
    WorkChannel.describe(channels, operations, messages);
    return HEADING + yaml(root);
  }

  static String messageName(AnyTopic topic) {
    return topic
        .valueSchema()
        .map(Schema::getName)
        .orElse(topic == Topic.AUDIT_CHECKPOINTS ? "Checkpoint" : "AuditEntry");
  }

  private static void info(ObjectNode info) {
    info.put("title", "Palimpsest events");
    info.put("version", "1");
    info.put(
        "description",
        """
        Every topic of the product. Avro values are one zero byte, the schema's id as a big-endian
        32-bit integer, and Avro binary. Keys are UTF-8. The broker stamps each record when it
        appends it. How to submit from Java, Python, Node and with kcat: producing.md.
        """);
  }

  private static void server(ObjectNode server) {
    server.put("host", "localhost:9092");
    server.put("protocol", "kafka");
    server.put("description", "The local stack; 'palimpsest status' prints its port.");
    ObjectNode kafka = server.putObject("bindings").putObject("kafka");
    kafka.put("schemaRegistryUrl", "http://localhost:8080/apis/registry/v3");
    kafka.put("schemaRegistryVendor", "apicurio");
    kafka.put("bindingVersion", "0.5.0");
  }

  static void channel(ObjectNode channel, AnyTopic topic) {
    channel.put("address", topic.topicName());
    channel
        .putObject("messages")
        .putObject(messageName(topic))
        .put("$ref", "#/components/messages/" + messageName(topic));
    ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
    kafka.put("partitions", topic.partitions());
    ObjectNode settings = kafka.putObject("topicConfiguration");
    switch (topic.cleanup()) {
      case Cleanup.Compact compact -> settings.putArray("cleanup.policy").add("compact");
      case Cleanup.Delete delete -> {
        settings.putArray("cleanup.policy").add("delete");
        settings.put("retention.ms", delete.retention().toMillis());
      }
      case Cleanup.Forever forever -> {
        settings.putArray("cleanup.policy").add("delete");
        settings.put("retention.ms", -1);
      }
    }
    kafka.put("bindingVersion", "0.5.0");
  }

  private static void operation(ObjectNode operation, Topic topic) {
    operation.put("action", Traffic.of(topic) == Traffic.TAKE ? "receive" : "send");
    operation.putObject("channel").put("$ref", "#/channels/" + topic.name());
  }

  private static String yaml(JsonNode root) throws IOException {
    return YAMLMapper.builder()
        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
        .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
        .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
        .disable(YAMLGenerator.Feature.SPLIT_LINES)
        .build()
        .writeValueAsString(root);
  }

  /** Whether the product takes what others write, or writes what others may read. */
  enum Traffic {
    TAKE("take_"),
    GIVE("give_");

    private final String prefix;

    Traffic(String prefix) {
      this.prefix = prefix;
    }

    static Traffic of(Topic topic) {
      return switch (topic) {
        case INBOX_PORTFOLIO, INBOX_SOURCES, ERASURE_REQUESTS -> TAKE;
        case TENANTS,
            PORTFOLIO,
            SOURCES,
            VECTORS,
            COVERAGE,
            ERASURE_FENCES,
            ERASURE_DEMANDS,
            ERASURE_RECEIPTS,
            ERASURE_STATUS,
            WRITERS,
            AUDIT_INTAKE,
            AUDIT,
            AUDIT_CHECKPOINTS,
            ACCESS ->
            GIVE;
      };
    }

    @Override
    public String toString() {
      return prefix;
    }
  }

  /** JSON of the classpath. */
  static JsonNode resource(String name) {
    try {
      return JSON.readTree(AsyncApi.class.getResource(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(Schema schema) {
    try {
      return JSON.readTree(schema.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
