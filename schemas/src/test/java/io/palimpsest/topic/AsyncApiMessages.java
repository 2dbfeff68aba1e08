package io.palimpsest.topic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** Messages of the AsyncAPI document. */
final class AsyncApiMessages {
  static final String AVRO = "application/vnd.apache.avro+binary";

  private AsyncApiMessages() {}

  static void describe(ObjectNode message, Topic topic) {
    message.put("name", AsyncApi.messageName(topic));
    if (AsyncApi.Traffic.of(topic) == AsyncApi.Traffic.TAKE) {
      token(message.putObject("headers"));
    }
    topic
        .valueSchema()
        .ifPresentOrElse(schema -> avro(message, schema), () -> other(message, topic));
  }

  private static void token(ObjectNode headers) {
    headers.put("type", "object");
    headers.putArray("required").add("authorization");
    headers
        .putObject("properties")
        .putObject("authorization")
        .put("type", "string")
        .put(
            "description",
            "Bearer token of the producer without 'Bearer', valid when the broker appends the"
                + " record.");
  }

  static void avro(ObjectNode message, Schema schema) {
    message.put("summary", schema.getDoc());
    message.put("contentType", AVRO);
    ObjectNode payload = message.putObject("payload");
    payload.put("schemaFormat", "application/vnd.apache.avro+json;version=1.12.0");
    payload.set("schema", AsyncApi.json(schema));
    ObjectNode kafka = message.putObject("bindings").putObject("kafka");
    kafka.putObject("key").put("type", "string").put("description", key(schema));
    kafka.put("schemaIdLocation", "payload");
    kafka.put("schemaIdPayloadEncoding", "confluent");
    kafka.put("schemaLookupStrategy", "TopicNameStrategy");
    kafka.put("bindingVersion", "0.5.0");
  }

  private static void other(ObjectNode message, Topic topic) {
    if (topic == Topic.AUDIT_CHECKPOINTS) {
      message.put("summary", "Signed checkpoint of the log. Key of the record: origin of the log.");
      message.put("contentType", "text/plain; charset=utf-8");
      message.putObject("payload").put("type", "string");
      return;
    }
    message.put(
        "summary",
        "Statement for the audit log, and its entry: the same bytes, CloudEvents 1.0 in the form of"
            + " RFC 8785. Key of the record: source in the intake, index in the log.");
    message.put("contentType", "application/cloudevents+json; charset=utf-8");
    message.set("payload", AsyncApi.resource("/io/palimpsest/audit/entry-v1.schema.json"));
  }

  /** Each record says so at the end of its documentation. */
  private static String key(Schema schema) {
    String doc = schema.getDoc();
    String marker = "Key of the record: ";
    int start = doc.indexOf(marker);
    if (start < 0) {
      throw new IllegalStateException(schema.getName() + " does not say what keys its records");
    }
    return doc.substring(start + marker.length()).replaceAll("\\.$", "");
  }
}
