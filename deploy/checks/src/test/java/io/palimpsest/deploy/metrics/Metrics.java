package io.palimpsest.deploy.metrics;

import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.VariableTree;
import io.palimpsest.deploy.Checkout;
import io.palimpsest.deploy.code.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The metrics of the product: constants of these classes, with their comments. */
final class Metrics {
  private static final Map<String, List<String>> CLASSES = classes();

  private Metrics() {}

  private static Map<String, List<String>> classes() {
    Map<String, List<String>> classes = new LinkedHashMap<>();
    classes.put("access", List.of("access/proof/UnprovenMeter"));
    classes.put("ingest-service", List.of("ingest/metric/IngestMetrics"));
    classes.put(
        "reembed-service", List.of("reembed/app/IndexMetrics", "reembed/search/SearchMetrics"));
    classes.put("erasure-service", List.of("erasure/watch/Metrics"));
    return classes;
  }

  /** Metrics by module. */
  static Map<String, List<Metric>> read() {
    Map<String, List<Metric>> metrics = new LinkedHashMap<>();
    CLASSES.forEach(
        (module, classes) ->
            metrics.put(
                module, classes.stream().flatMap(name -> of(module, name).stream()).toList()));
    return metrics;
  }

  /** The names in queries of all. */
  static Set<String> series() {
    return read().values().stream()
        .flatMap(List::stream)
        .flatMap(metric -> metric.series().stream())
        .collect(Collectors.toSet());
  }

  private static List<Metric> of(String module, String name) {
    Code.Type type =
        Code.parse(
            Checkout.ROOT.resolve(module + "/src/main/java/io/palimpsest/" + name + ".java"));
    return type.tree().getMembers().stream()
        .filter(VariableTree.class::isInstance)
        .map(VariableTree.class::cast)
        .filter(field -> isName(field))
        .map(field -> Metric.of(text(field), Code.words(type.comment(field))))
        .toList();
  }

  private static boolean isName(VariableTree field) {
    return field.getInitializer() instanceof LiteralTree literal
        && String.valueOf(literal.getValue()).startsWith("palimpsest");
  }

  private static String text(VariableTree field) {
    return String.valueOf(((LiteralTree) field.getInitializer()).getValue());
  }
}
