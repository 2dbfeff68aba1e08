package io.palimpsest.deploy.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.deploy.Checkout;
import io.palimpsest.deploy.GeneratedFile;
import io.palimpsest.deploy.code.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docs/configuration.md} against the code, and deployments against it (O11). */
class ConfigurationTest {
  private static final Reference REFERENCE = Reference.read();
  private static final Pattern ASKED =
      Pattern.compile("\"\\$?\\{?(palimpsest\\.[a-z0-9.-]+)[}:\"]");
  private static final Pattern VARIABLE = Pattern.compile("^([A-Z][A-Z0-9_]+)=", Pattern.MULTILINE);

  @Test
  void theReferenceIsWhatTheTypedConfigurationSays() throws IOException {
    GeneratedFile.holds("docs/configuration.md", REFERENCE.page());
  }

  @Test
  void theCommandLineKnowsTheSettingsToo() throws IOException {
    GeneratedFile.holds(
        "cli/src/main/resources/io/palimpsest/cli/settings.properties", REFERENCE.names());
  }

  @Test
  void everySettingHasAMeaningAndIsThereOnceInItsSection() {
    assertThat(REFERENCE.all()).hasSizeGreaterThan(100);
    assertThat(REFERENCE.all())
        .allSatisfy(it -> assertThat(it.meaning()).as(it.key()).isNotBlank());
    assertThat(REFERENCE.sections())
        .allSatisfy(
            (title, settings) ->
                assertThat(settings).extracting(Setting::key).as(title).doesNotHaveDuplicates());
  }

  /** Whatever asks for a property by its name, outside of a mapping, is in it too. */
  @Test
  void everyPropertyThatTheCodeAsksForIsInIt() throws IOException {
    Set<String> asked = new TreeSet<>();
    for (String module :
        List.of("ingest-service", "reembed-service", "erasure-service", "access")) {
      asked.addAll(propertiesNamedIn(module));
    }
    assertThat(asked).hasSizeGreaterThan(10);
    assertThat(asked).allSatisfy(key -> assertThat(REFERENCE.knows(key)).as(key).isTrue());
    assertThat(REFERENCE.knows("palimpsest.ingest.nothing")).as("control").isFalse();
  }

  @Test
  void everyPropertyThatIsShippedIsInIt() {
    for (String service : List.of("ingest", "reembed", "erasure")) {
      assertThat(Shipped.of(service + "-service/src/main/resources/application.properties").keys())
          .allSatisfy(key -> assertThat(REFERENCE.knows(key)).as(key).isTrue());
    }
  }

  @Test
  void everyVariableOfADeploymentIsInIt() throws IOException {
    Set<String> set = new TreeSet<>(composed());
    try (Stream<Path> files = Files.walk(Checkout.ROOT.resolve("deploy/kubernetes"))) {
      for (Path file : files.filter(it -> it.endsWith("settings.env")).toList()) {
        VARIABLE.matcher(Files.readString(file)).results().map(it -> it.group(1)).forEach(set::add);
      }
    }
    assertThat(set).contains("PALIMPSEST_INGEST_URL", "PINECONE_CLOUD").hasSizeGreaterThan(15);
    assertThat(set).isSubsetOf(REFERENCE.variables());
  }

  @SuppressWarnings("unchecked")
  private static Set<String> composed() {
    Map<String, Object> compose =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Checkout.read("deploy/compose/compose.yaml"));
    Map<String, Map<String, Object>> services =
        (Map<String, Map<String, Object>>) compose.get("services");
    Set<String> variables = new TreeSet<>();
    for (String service : List.of("ingest", "reembed", "erasure", "vectors")) {
      variables.addAll(((Map<String, Object>) services.get(service).get("environment")).keySet());
    }
    return variables;
  }

  private static List<String> propertiesNamedIn(String module) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : Code.sources(module)) {
      String source = Files.readString(file);
      if (source.contains("@Scheduled") || source.contains("@ConfigProperty")) {
        text.append(source);
      }
    }
    return ASKED.matcher(text).results().map((MatchResult it) -> it.group(1)).toList();
  }
}
