package io.palimpsest.local.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;

/** Apicurio Registry, on a database file of its own. */
final class RegistryRecipe implements Recipe {

  private static final String MODULE = "deploy/local/registry";
  private static final int HEAP_MEGABYTES = 192;

  @Override
  public Launch launch(Setting setting) throws IOException {
    Files.createDirectories(setting.data());
    int healthPort = Ports.pick();
    return QuarkusApp.launch(
        setting,
        setting.checkout().built(MODULE, "target/registry/quarkus-run.jar"),
        Jvm.light(HEAP_MEGABYTES),
        environment(setting, healthPort),
        URI.create("http://127.0.0.1:%d/health/ready".formatted(healthPort)));
  }

  private static Map<String, String> environment(Setting setting, int healthPort) {
    return Map.ofEntries(
        Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
        Map.entry("QUARKUS_HTTP_PORT", Integer.toString(setting.port())),
        Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
        Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(healthPort)),
        Map.entry("APICURIO_STORAGE_KIND", "sql"),
        Map.entry("APICURIO_STORAGE_SQL_KIND", "h2"),
        // Without a write delay, or SIGKILL takes schemas that a producer was told are there.
        Map.entry(
            "APICURIO_DATASOURCE_URL",
            "jdbc:h2:file:%s;WRITE_DELAY=0".formatted(setting.data().resolve("schemas"))),
        Map.entry("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1"),
        Map.entry("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1"),
        Map.entry("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "10"),
        // A fifth of its start, for traces that nobody collects here.
        Map.entry("QUARKUS_OTEL_SDK_DISABLED", "true"),
        // One line per request, unread.
        Map.entry("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false"),
        Map.entry("QUARKUS_LOG_CATEGORY__IO_APICURIO__LEVEL", "WARN"));
  }
}
