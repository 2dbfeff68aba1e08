package io.palimpsest.messaging;

import io.apicurio.registry.rest.client.RegistryClient;
import io.apicurio.registry.rest.client.groups.item.artifacts.item.WithArtifactItemRequestBuilder;
import io.apicurio.registry.rest.client.models.CreateRule;
import io.apicurio.registry.rest.client.models.Rule;
import io.apicurio.registry.rest.client.models.RuleType;
import io.palimpsest.topic.AnyTopic;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The catalogue's subjects in the registry: what differs, and mending it. */
final class Subjects {
  /** Group of the registry in which clients of the Confluent-compatible API look. */
  static final String GROUP = "default";

  private static final String COMPATIBILITY = "FULL_TRANSITIVE";

  /** No record waits for it, and a registry that has just begun takes its time. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final RegistryCalls calls;
  private final RegistryClient client;
  private final SchemaRegistry schemas;
  private final List<AnyTopic> catalogue;

  Subjects(URI registryUrl, List<AnyTopic> catalogue) {
    this.catalogue = List.copyOf(catalogue);
    this.calls = new RegistryCalls(registryUrl, PATIENCE);
    this.client = ApicurioRegistry.client(registryUrl);
    this.schemas = ApicurioRegistry.connect(registryUrl, PATIENCE);
  }

  /** Name of a topic's subject, under which clients of every language find its schema. */
  static String of(AnyTopic topic) {
    return topic.topicName() + "-value";
  }

  List<Drift> diff() {
    return catalogue.stream()
        .flatMap(topic -> topic.valueSchema().stream().flatMap(schema -> diff(topic, schema)))
        .toList();
  }

  void register(AnyTopic topic) {
    topic.valueSchema().ifPresent(schema -> schemas.register(of(topic), schema));
  }

  void demandCompatibility(AnyTopic topic) {
    Optional<Rule> present = compatibility(topic);
    if (present.isPresent()) {
      Rule rule = present.get();
      rule.setConfig(COMPATIBILITY);
      calls.get(
          () -> artifact(topic).rules().byRuleType(RuleType.COMPATIBILITY.getValue()).put(rule));
    } else {
      CreateRule rule = new CreateRule();
      rule.setRuleType(RuleType.COMPATIBILITY);
      rule.setConfig(COMPATIBILITY);
      calls.run(() -> artifact(topic).rules().post(rule));
    }
  }

  private Stream<Drift> diff(AnyTopic topic, Schema schema) {
    if (schemas.idOf(of(topic), schema).isEmpty()) {
      return Stream.of(new Drift.MissingSchema(topic));
    }
    String actual = compatibility(topic).map(Rule::getConfig).orElse("NONE");
    return actual.equals(COMPATIBILITY)
        ? Stream.empty()
        : Stream.of(new Drift.Compatibility(topic, COMPATIBILITY, actual));
  }

  private Optional<Rule> compatibility(AnyTopic topic) {
    return calls.find(
        () -> artifact(topic).rules().byRuleType(RuleType.COMPATIBILITY.getValue()).get());
  }

  private WithArtifactItemRequestBuilder artifact(AnyTopic topic) {
    return client.groups().byGroupId(GROUP).artifacts().byArtifactId(of(topic));
  }
}
