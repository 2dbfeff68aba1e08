package io.palimpsest.deploy.configuration;

import io.palimpsest.deploy.code.Code;
import io.palimpsest.deploy.configuration.Shipped.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of the product, by section, and the page that shows them. */
final class Reference {
  private static final String SHARED = "access";
  private static final String LOCAL = "Local vector server";
  private static final String SHARED_FILE =
      "access/src/main/resources/META-INF/microprofile-config.properties";
  private static final List<String> LIBRARIES =
      List.of("messaging", "fencing", "jobs", "vector-store", SHARED);
  private static final Set<String> SERVICES =
      Set.of("ingest-service", "reembed-service", "erasure-service");
  private static final Set<String> TRACED = Set.of("ingest-service", "reembed-service");

  /** What no mapping holds, by key: who takes it, type, default, meaning. */
  private record Loose(Set<String> modules, String type, String byDefault, String meaning) {}

  private static final Map<String, Loose> LOOSE = loose();

  private final Map<String, List<Setting>> sections = new LinkedHashMap<>();

  private Reference() {}

  /** Read from the sources, once. */
  static Reference read() {
    return Once.READ;
  }

  private static final class Once {
    static final Reference READ = fromSources();
  }

  private static Reference fromSources() {
    Reference reference = new Reference();
    Shipped shared = Shipped.of(SHARED_FILE);
    reference.sections.put("Every service", reference.section(SHARED, shared, key -> true));
    for (String service : List.of("ingest-service", "reembed-service", "erasure-service")) {
      Shipped shipped =
          Shipped.of(SHARED_FILE, service + "/src/main/resources/application.properties");
      reference.sections.put(service, reference.section(service, shipped, reference::isNew));
    }
    reference.sections.put(
        LOCAL,
        reference.section(
            "deploy/local/vector-server",
            Shipped.of("deploy/local/vector-server/src/main/resources/application.properties"),
            key -> true));
    return reference;
  }

  private List<Setting> section(String module, Shipped shipped, Predicate<String> wanted) {
    List<String> modules = new ArrayList<>(LIBRARIES);
    modules.add(module);
    List<Setting> settings = new ArrayList<>(new Mappings(Code.of(modules), shipped).of(module));
    settings.addAll(named(settings, shipped));
    LOOSE.forEach(
        (key, loose) -> {
          if (loose.modules().contains(module)) {
            settings.add(setting(key, loose, shipped));
          }
        });
    settings.removeIf(setting -> !wanted.test(setting.key()));
    return settings;
  }

  /** Whether a key is not among those of every service. */
  private boolean isNew(String key) {
    return sections.getOrDefault("Every service", List.of()).stream()
        .noneMatch(setting -> setting.key().equals(key));
  }

  /** Settings under a name of the operator's choice for which the product ships a name. */
  private static List<Setting> named(List<Setting> settings, Shipped shipped) {
    List<Setting> named = new ArrayList<>();
    for (Setting pattern : settings) {
      if (pattern.key().contains(".NAME")) {
        Pattern keys = pattern(pattern.key());
        for (String key : shipped.keys()) {
          if (keys.matcher(key).matches()) {
            named.add(
                setting(key, new Loose(Set.of(), pattern.type(), "", pattern.meaning()), shipped));
          }
        }
      }
    }
    return named;
  }

  private static Pattern pattern(String key) {
    return Pattern.compile(Pattern.quote(key).replace("NAME", "\\E[a-z0-9-]+\\Q"));
  }

  private static Setting setting(String key, Loose loose, Shipped shipped) {
    String own = Setting.variableOf(key);
    Value value = shipped.find(key).orElse(new Value.Literal(loose.byDefault()));
    return switch (value) {
      case Value.Literal(String text) ->
          new Setting(key, own, loose.type(), text, false, loose.meaning());
      case Value.Variable(String name, Optional<String> byDefault) ->
          new Setting(
              key, name, loose.type(), byDefault.orElse(""), byDefault.isEmpty(), loose.meaning());
      case Value.Same(String other, Optional<String> byDefault) ->
          new Setting(key, own, loose.type(), "that of " + other, false, loose.meaning());
    };
  }

  /** Settings by section. */
  Map<String, List<Setting>> sections() {
    return Map.copyOf(sections);
  }

  /** All settings, a section after the other. */
  List<Setting> all() {
    return sections.values().stream().flatMap(List::stream).toList();
  }

  /** Names of all variables. */
  Set<String> variables() {
    return all().stream()
        .flatMap(setting -> Stream.of(setting.variable(), Setting.variableOf(setting.key())))
        .collect(Collectors.toSet());
  }

  /** Whether a property of the product is a setting, a name of the operator's choice included. */
  boolean knows(String key) {
    return all().stream()
        .anyMatch(
            setting -> setting.key().equals(key) || pattern(setting.key()).matcher(key).matches());
  }

  /** The page. */
  String page() {
    StringBuilder page = new StringBuilder(HEAD);
    sections.forEach(
        (title, settings) -> {
          page.append("\n## ").append(title).append("\n\n");
          page.append("| variable, property | takes | default | meaning |\n|---|---|---|---|\n");
          settings.forEach(setting -> page.append(setting.row()));
        });
    return page.toString();
  }

  /** The variables of the services, and which of them a service does not start without. */
  String names() {
    TreeMap<String, Boolean> names = new TreeMap<>();
    sections.forEach(
        (title, settings) -> {
          if (!title.equals(LOCAL)) {
            for (Setting setting : settings) {
              if (!setting.key().contains(".NAME")) {
                names.merge(setting.variable(), setting.required(), Boolean::logicalOr);
              }
              names.putIfAbsent(ofAnyName(setting.key()), false);
            }
          }
        });
    StringBuilder text =
        new StringBuilder(
            "# Made from the typed configuration by ConfigurationTest: do not edit.\n");
    names.forEach(
        (name, required) ->
            text.append(name).append('=').append(required ? "required" : "optional").append('\n'));
    return text.toString();
  }

  /** The variable of a property, a star for a name of the operator's choice. */
  private static String ofAnyName(String key) {
    return Stream.of(key.split("\\.NAME", -1))
        .map(Setting::variableOf)
        .collect(Collectors.joining("_*"));
  }

  private static Map<String, Loose> loose() {
    Map<String, Loose> loose = new LinkedHashMap<>();
    loose.put(
        "quarkus.mongodb.connection-string",
        new Loose(
            Set.of(SHARED),
            "address",
            "mongodb://localhost:27017",
            "Where the service's database is, with user, TLS and replica set. A secret when it"
                + " holds a password."));
    loose.put(
        "quarkus.mongodb.database",
        new Loose(SERVICES, "text", "", "Name of the service's own database."));
    loose.put(
        "quarkus.oidc.public-key",
        new Loose(
            Set.of(SHARED),
            "text",
            "",
            "Public key, on one line, whose tokens count where no issuer is set."));
    loose.put(
        "quarkus.http.port",
        new Loose(
            Set.of(SHARED),
            "port",
            "8080",
            "Port of the doors, of `/q/health` and of `/q/metrics`."));
    loose.put(
        "quarkus.http.proxy.trusted-proxies",
        new Loose(
            Set.of(SHARED),
            "addresses or networks, a list by commas",
            "",
            "Who may say by which address a caller came: the gateway, and nobody else."));
    loose.put(
        "quarkus.shutdown.timeout",
        new Loose(SERVICES, "duration", "", "How long a stop waits for requests under way."));
    loose.put(
        "quarkus.log.console.json.enabled",
        new Loose(
            SERVICES,
            "`true`, `false`",
            "",
            "Whether a log line is a JSON object; on in `deploy/`."));
    loose.put(
        "quarkus.log.file.enabled",
        new Loose(
            Set.of(SHARED),
            "`true`, `false`",
            "false",
            "Whether the log is written to a file, too."));
    loose.put(
        "quarkus.log.file.path", new Loose(Set.of(SHARED), "file", "quarkus.log", "That file."));
    loose.put(
        "quarkus.otel.sdk.disabled",
        new Loose(TRACED, "`true`, `false`", "", "`false` switches traces on."));
    loose.put(
        "quarkus.otel.exporter.otlp.endpoint",
        new Loose(TRACED, "address", "http://localhost:4317", "The collector of traces."));
    loose.put(
        "quarkus.otel.exporter.otlp.traces.protocol",
        new Loose(TRACED, "`grpc`, `http/protobuf`", "grpc", "How the collector is asked."));
    loose.put(
        "quarkus.otel.traces.sampler.arg",
        new Loose(
            TRACED,
            "0 to 1",
            "",
            "Part of the traces that begin here which is told; what a caller samples is told."));
    loose.put(
        "smallrye.config.source.file.locations",
        new Loose(
            Set.of(SHARED),
            "folders, a list by commas",
            "",
            "Folders of secrets: each file is a property of its name, or the variable, with its"
                + " text as the value."));
    loose.put(
        "palimpsest.documents.timeout",
        new Loose(SERVICES, "duration", "PT10S", "Bound of one operation on the database."));
    loose.put(
        "palimpsest.service-token",
        new Loose(
            Set.of("erasure-service"),
            "text",
            "",
            "Token with the role `service`, by which the service calls the other two. A secret."));
    loose.put(
        "quarkus.rest-client.ingest.url",
        new Loose(Set.of("erasure-service"), "address", "", "Where ingest is."));
    loose.put(
        "quarkus.rest-client.reembed.url",
        new Loose(Set.of("erasure-service"), "address", "", "Where re-embedding is."));
    loose.put(
        "palimpsest.routes.tell",
        new Loose(
            Set.of("reembed-service"),
            "duration",
            "",
            "Pause between two looks for what the log or others are still to be told."));
    loose.put(
        "palimpsest.figures.every",
        new Loose(
            Set.of("reembed-service"),
            "duration",
            "60s",
            "Pause between two looks at the figures of tenants over time."));
    loose.put(
        "palimpsest.acts.tell",
        new Loose(
            Set.of("ingest-service"),
            "duration",
            "",
            "Pause between two looks for acts of a migration that the log is still to be told."));
    loose.put(
        "palimpsest.ingest.dropped.tell",
        new Loose(
            Set.of("ingest-service"),
            "duration",
            "1s",
            "Pause between two looks for dropped records that the log is still to be told."));
    return loose;
  }

  private static final String HEAD =
      """
      # Configuration
      Made from the typed configuration of the services: do not edit; `ConfigurationTest` writes it with
      `-Dpalimpsest.generate=true`.

      A setting is an environment variable, or a property of the same meaning: by `-D`, in a `.properties` file of
      `smallrye.config.locations`, or as a file in a folder of secrets. A variable wins over what is shipped. **required**:
      a service says so and does not start without it. `NAME` is a name of your choice. Durations are written `500ms`,
      `10s`, `5m`, `1h`, `30d` or as ISO-8601; sizes `64K`, `64M`. Secrets belong into files; none has a default where data is real.
      """;
}
