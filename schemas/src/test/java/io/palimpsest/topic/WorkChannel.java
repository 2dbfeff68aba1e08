package io.palimpsest.topic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** The work topics in the AsyncAPI document: one channel with the participant as its parameter. */
final class WorkChannel {
  private static final String NAME = "ERASURE_WORK";

  private WorkChannel() {}

  static void describe(ObjectNode channels, ObjectNode operations, ObjectNode messages) {
    WorkTopic any = WorkTopic.VECTORS;
    Schema schema = any.valueSchema().orElseThrow();
    ObjectNode channel = channels.putObject(NAME);
    AsyncApi.channel(channel, any);
    channel.put("address", any.topicName().replace(any.participant(), "{participant}"));
    ObjectNode participant = channel.putObject("parameters").putObject("participant");
    participant.put("description", "Name of the participant: ours, or an upstream application's.");
    WorkTopic.ours().forEach(topic -> participant.withArray("examples").add(topic.participant()));
    ObjectNode operation = operations.putObject(AsyncApi.Traffic.GIVE + NAME);
    operation.put("action", "send");
    operation.putObject("channel").put("$ref", "#/channels/" + NAME);
    ObjectNode message = messages.putObject(schema.getName());
    message.put("name", schema.getName());
    AsyncApiMessages.avro(message, schema);
  }
}
