package io.palimpsest.local.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** How Quarkus applications are launched: by {@link Leash} in place of {@code java -jar}. */
final class QuarkusApp {

  private static final String MAIN_CLASS = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

  private QuarkusApp() {}

  /** One of our own, which tells its health on its only port. */
  static Launch launch(
      Setting setting, String module, List<String> jvmArguments, Map<String, String> environment)
      throws IOException {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    variables.put("QUARKUS_HTTP_PORT", Integer.toString(setting.port()));
    URI health = URI.create("http://127.0.0.1:%d/q/health/ready".formatted(setting.port()));
    Path jar = setting.checkout().built(module, "target/quarkus-app/quarkus-run.jar");
    return launch(setting, jar, jvmArguments, variables, health);
  }

  static Launch launch(
      Setting setting,
      Path jar,
      List<String> jvmArguments,
      Map<String, String> environment,
      URI health)
      throws IOException {
    List<String> arguments = new ArrayList<>(jvmArguments);
    arguments.addAll(manifestArguments(jar));
    return new Launch(
        List.of(setting.leash(), jar.toString()),
        MAIN_CLASS,
        List.of(),
        arguments,
        environment,
        setting.data(),
        new Readiness.Http(health));
  }

  /** What {@code java -jar} reads from the manifest, as arguments: on a class path it does not. */
  private static List<String> manifestArguments(Path jar) throws IOException {
    List<String> arguments = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      Attributes manifest = file.getManifest().getMainAttributes();
      String opens = Optional.ofNullable(manifest.getValue("Add-Opens")).orElse("");
      for (String opened : opens.split("\\s+")) {
        if (!opened.isEmpty()) {
          arguments.add("--add-opens=" + opened + "=ALL-UNNAMED");
        }
      }
    }
    arguments.add("--enable-native-access=ALL-UNNAMED");
    return arguments;
  }
}
