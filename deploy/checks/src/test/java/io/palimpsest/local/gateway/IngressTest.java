package io.palimpsest.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.palimpsest.deploy.Checkout;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IngressTest {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");

  @Test
  void theIngressLeadsWhereTheGatewayLeadsAndNowhereElse() throws IOException {
    Map<String, String> ingress = ingress();
    assertThat(ingress).hasSizeGreaterThan(15);
    assertThat(RouteTable.paths()).containsExactlyInAnyOrderElementsOf(ingress.keySet());
    ingress.forEach((path, service) -> assertThat(answering(path)).as(path).contains(service));
  }

  @Test
  void nothingInternalIsReachable() throws IOException {
    assertThat(ingress().keySet())
        .noneMatch(
            path -> path.equals("/") || path.startsWith("/internal") || path.startsWith("/q"));
  }

  /** An ingress has no methods: it leads to the one service that answers any of them. */
  private static Set<String> answering(String path) {
    Set<String> services = new java.util.TreeSet<>();
    for (String method : METHODS) {
      RouteTable.find(method, path)
          .ifPresent(service -> services.add(service.name().toLowerCase(Locale.ROOT)));
    }
    assertThat(services).as(path).hasSize(1);
    return services;
  }

  private static Map<String, String> ingress() throws IOException {
    JsonNode ingress =
        new YAMLMapper().readTree(Checkout.read("deploy/kubernetes/base/ingress.yaml"));
    Map<String, String> paths = new TreeMap<>();
    for (JsonNode path : ingress.at("/spec/rules/0/http/paths")) {
      assertThat(path.get("pathType").asText()).isEqualTo("Prefix");
      paths.put(path.get("path").asText(), path.at("/backend/service/name").asText());
    }
    return paths;
  }
}
