package io.palimpsest.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.palimpsest.deploy.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The objects of one overlay, as kubectl would apply them. */
record Rendered(List<JsonNode> trees, List<Object> objects) {
  static final List<String> OVERLAYS = List.of("local", "production");

  private static final Map<String, Rendered> KNOWN = new ConcurrentHashMap<>();

  /** Renders an overlay once; each object is read by the strict model of its kind. */
  static Rendered overlay(String name) {
    return KNOWN.computeIfAbsent(
        name,
        ignored -> {
          try {
            return render(name);
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
          }
        });
  }

  private static Rendered render(String name) throws java.io.IOException, InterruptedException {
    Tool.Outcome outcome = Tool.named("kubectl").run("kustomize", "deploy/kubernetes/" + name);
    assertThat(outcome.exit()).as(outcome.errors()).isZero();
    List<JsonNode> trees = parse(outcome.output());
    List<Object> objects = new java.util.ArrayList<>();
    for (JsonNode tree : trees) {
      objects.add(Kinds.read(tree));
    }
    return new Rendered(trees, List.copyOf(objects));
  }

  static List<JsonNode> parse(String yaml) throws java.io.IOException {
    YAMLMapper mapper = new YAMLMapper();
    try (MappingIterator<JsonNode> documents = mapper.readerFor(JsonNode.class).readValues(yaml)) {
      return documents.readAll();
    }
  }

  <T> Stream<T> all(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast);
  }
}
