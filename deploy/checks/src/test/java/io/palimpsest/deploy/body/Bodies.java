package io.palimpsest.deploy.body;

import io.palimpsest.deploy.Checkout;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Every body of every service, a page for each. */
final class Bodies {
  private static final List<String> SERVICES =
      List.of("ingest-service", "reembed-service", "erasure-service");

  private final List<Operation> operations = new ArrayList<>();
  private final List<String> withoutMeaning = new ArrayList<>();
  private final List<String> withoutExample = new ArrayList<>();
  private final Map<String, String> pages = new TreeMap<>();

  private Bodies() {}

  static Bodies read() {
    Bodies bodies = new Bodies();
    Map<String, String> texts = texts();
    SERVICES.forEach(service -> bodies.add(service, texts));
    return bodies;
  }

  /** Text by file. */
  Map<String, String> pages() {
    return pages;
  }

  List<Operation> operations() {
    return operations;
  }

  /** Fields whose comment says nothing of them. */
  List<String> withoutMeaning() {
    return withoutMeaning;
  }

  /** Fields of text without a value for the example. */
  List<String> withoutExample() {
    return withoutExample;
  }

  private void add(String service, Map<String, String> texts) {
    Sources sources = new Sources(service);
    Fields fields = new Fields(sources, isSnakeCase(service));
    Examples examples = new Examples(fields, texts);
    List<Operation> own =
        new Resources(sources)
            .of(service).stream()
                .sorted(Comparator.comparing(Operation::path).thenComparing(Operation::method))
                .toList();
    operations.addAll(own);
    StringBuilder page = new StringBuilder(HEAD.formatted(service));
    page.append("| call | what it does | takes | answers |\n|---|---|---|---|\n");
    own.forEach(it -> page.append(it.row()));
    reached(own, fields).values().forEach(body -> append(page, service, body, fields, examples));
    pages.put("docs/api/bodies-%s.md".formatted(service.replace("-service", "")), page.toString());
    examples.missing().keySet().forEach(it -> withoutExample.add(service + " " + it));
  }

  /** The bodies of operations, and those within them, by name. */
  private static Map<String, Shape.Body> reached(List<Operation> operations, Fields fields) {
    Map<String, Shape.Body> reached = new TreeMap<>();
    Deque<Shape.Body> next = new ArrayDeque<>();
    operations.forEach(it -> next.addAll(it.bodies()));
    while (!next.isEmpty()) {
      Shape.Body body = next.remove();
      if (reached.putIfAbsent(body.title(), body) == null) {
        fields.of(body).forEach(field -> field.shape().body().ifPresent(next::add));
      }
    }
    return reached;
  }

  private void append(
      StringBuilder page, String service, Shape.Body body, Fields fields, Examples examples) {
    page.append("\n## ").append(body.title()).append('\n');
    page.append("\n| field | is | meaning |\n|---|---|---|\n");
    for (Shape.Field field : fields.of(body)) {
      String kind = Operation.linked(field.shape()) + (field.optional() ? ", or missing" : "");
      page.append("| `%s` | %s | %s |%n".formatted(field.name(), kind, field.meaning()));
      if (field.meaning().isBlank()) {
        withoutMeaning.add(service + " " + body.title() + "." + field.name());
      }
    }
    page.append("\n```json\n").append(examples.of(body)).append("\n```\n");
  }

  private static boolean isSnakeCase(String service) {
    return Checkout.read(service + "/src/main/resources/application.properties")
        .contains("quarkus.jackson.property-naming-strategy=SNAKE_CASE");
  }

  private static Map<String, String> texts() {
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(
              Checkout.read("deploy/checks/src/test/resources/body-examples.properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> texts = new HashMap<>();
    properties.forEach((name, value) -> texts.put((String) name, (String) value));
    return texts;
  }

  private static final String HEAD =
      """
      # Bodies of %s
      Made from the HTTP endpoints and the records that they take and answer: do not edit; `BodiesTest` writes it with
      `-Dpalimpsest.generate=true`. Who may call what: [access.md](../access.md). A refusal is a problem document (RFC 9457) with
      `code`, and `field` and `rule` where one field is wrong. Times are ISO-8601 in UTC.

      """;
}
