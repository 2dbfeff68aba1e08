package io.palimpsest.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.palimpsest.deploy.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ComposeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theFileIsWhatThePublishedSchemaOfTheComposeSpecificationSays() throws IOException {
    assertThat(schema().validate(compose())).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatItDoesNotKnow() throws IOException {
    ObjectNode broken = (ObjectNode) compose();
    ((ObjectNode) broken.get("services").get("ingest")).put("imagee", "x");
    assertThat(schema().validate(broken)).isNotEmpty();
  }

  @Test
  void whatAServiceNamesIsThere() throws IOException {
    JsonNode compose = compose();
    Set<String> services = names(compose.get("services"));
    Set<String> secrets = names(compose.get("secrets"));
    assertThat(services)
        .contains("kafka", "mongo", "apicurio", "prometheus", "grafana", "ingest", "reembed")
        .contains("erasure", "gateway");
    for (JsonNode service : compose.get("services")) {
      assertThat(names(service.path("depends_on"))).isSubsetOf(services);
      service.path("secrets").forEach(it -> assertThat(secrets).contains(it.asText()));
      assertThat(service.get("image").asText()).matches(".+:v?[0-9].*");
    }
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream schema = ComposeTest.class.getResourceAsStream("/compose-spec.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909)
          .getSchema(withoutOldIds(JSON.readTree(schema)));
    }
  }

  /** The published file still has ids as drafts before the one that it names wrote them. */
  private static JsonNode withoutOldIds(JsonNode schema) {
    schema.findParents("id").stream()
        .filter(parent -> parent.get("id").isTextual())
        .forEach(parent -> ((ObjectNode) parent).remove("id"));
    return schema;
  }

  /** As compose reads it: merge keys resolved, fields that begin with x- left out. */
  private static JsonNode compose() {
    Map<String, Object> file =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Checkout.read("deploy/compose/compose.yaml"));
    Map<String, Object> shown = new LinkedHashMap<>(file);
    shown.keySet().removeIf(name -> name.startsWith("x-"));
    return JSON.valueToTree(shown);
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
