package io.palimpsest.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.cli.Palimpsest;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.local.stack.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * The script itself, as it is called: a copy of it in a checkout that is built already, whose JDK
 * says what it was to run.
 */
class ScriptTest {
  private static final String LAUNCHER = "io.palimpsest.local.launcher.Launcher";
  private static final String CLI = "io.palimpsest.cli.Palimpsest";

  /** A JDK that prints its main class and what follows it. */
  private static final String STAND_IN =
      """
      #!/usr/bin/env bash
      while [[ $# -gt 0 && $1 == -* ]]; do
        if [[ $1 == -cp ]]; then shift; fi
        shift
      done
      echo "$@"
      """;

  @TempDir Path checkout;

  @BeforeEach
  void aBuiltCheckout() throws IOException {
    Files.copy(Checkout.find().root().resolve("palimpsest"), checkout.resolve("palimpsest"));
    Path launcher = target("deploy/local/launcher");
    for (Path target : List.of(launcher, target("cli"))) {
      Files.createDirectories(target.resolve("classes"));
      classPath(Files.createDirectories(target.resolve("lib")).resolve("all.jar"));
    }
    Files.createDirectories(checkout.resolve(".palimpsest"));
    Files.createFile(checkout.resolve(".palimpsest/build.stamp"));
    Path jdk = Files.createDirectories(checkout.resolve("jdk/bin"));
    Files.writeString(jdk.resolve("java"), STAND_IN);
    Files.createFile(jdk.resolve("javac"));
    for (String tool : List.of("java", "javac")) {
      assertThat(jdk.resolve(tool).toFile().setExecutable(true)).isTrue();
    }
    Files.writeString(checkout.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "help", "--help", "-h"})
  void itsHelpNamesEveryCommandAndNoOther(String asked) throws Exception {
    Result help = asked.isEmpty() ? script() : script(asked);

    assertThat(help.code()).as(help.output()).isZero();
    Set<String> named =
        Pattern.compile("(?m)^  ([a-z]+) ")
            .matcher(help.output())
            .results()
            .map(line -> line.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).containsExactlyElementsOf(new TreeSet<>(commands().toList()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachCommandHasItsHelpPage(String command) throws Exception {
    assertThat(script(command, "--help"))
        .isEqualTo(new Result(ExitCode.DONE.code(), asked(command, "--help")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bench", "erase", "up"})
  void helpIsAskedForInThreeWays(String command) throws Exception {
    assertThat(script("help", command).output()).isEqualTo(asked(command, "--help"));
    assertThat(script(command, "-h").output()).isIn(asked(command, "-h"), asked(command, "--help"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"test", "backup"})
  void aHelpPageIsWhatTheProgramSays(String command) throws Exception {
    Result help = script(Path.of(System.getProperty("java.home")), command, "--help");

    assertThat(help.code()).as(help.output()).isZero();
    assertThat(help.output()).contains("Usage: palimpsest " + command, "Examples:");
  }

  @Test
  void anArchiveOfClassesIsUsedWhereThereIsOneAndHarmsNobodyWhereItIsNone() throws Exception {
    Files.writeString(checkout.resolve("jdk/bin/java"), "#!/usr/bin/env bash\necho \"$@\"\n");
    Path archive = checkout.resolve(".palimpsest/cli.jsa");
    assertThat(script("erase", "lost").output()).doesNotContain("SharedArchiveFile");
    Files.writeString(archive, "of another JDK");

    assertThat(script("erase", "lost").output()).contains("-XX:SharedArchiveFile=" + archive);
    assertThat(script("status").output()).doesNotContain("SharedArchiveFile");
    Result help = script(Path.of(System.getProperty("java.home")), "restore", "--help");
    assertThat(help.code()).as(help.output()).isZero();
    assertThat(help.output()).startsWith("Usage: palimpsest restore");
  }

  @Test
  void aHelpPageThatTheLastBuildKnewIsShownAndNoProgramStarts() throws Exception {
    Path pages = Files.createDirectories(checkout.resolve(".palimpsest/help"));
    Files.writeString(pages.resolve("palimpsest.erase.plan.txt"), "what it does\n");
    Files.writeString(pages.resolve("palimpsest.docs.txt"), "a site\n");

    for (List<String> asked :
        List.of(
            List.of("erase", "plan", "--help"),
            List.of("erase", "plan", "-h"),
            List.of("help", "erase", "plan"))) {
      assertThat(script(asked.toArray(String[]::new)))
          .isEqualTo(new Result(ExitCode.DONE.code(), "what it does\n"));
    }
    assertThat(script("docs", "--help").output()).isEqualTo("a site\n");
    assertThat(script("erase", "--help").output()).isEqualTo(asked("erase", "--help"));
    assertThat(script("erase", "../docs", "--help").output())
        .isEqualTo(CLI + " erase ../docs --help\n");
  }

  @Test
  void whereThereIsNoNodeTheDocumentationSaysSo() throws Exception {
    Path tools = Files.createDirectories(checkout.resolve("tools"));
    for (String tool : List.of("bash", "dirname")) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            "/usr/bin/env", "bash", checkout.resolve("palimpsest").toString(), "docs");
    builder.environment().put("PATH", tools.toString());
    Result ended = ended(builder);

    assertThat(ended.code()).as(ended.output()).isEqualTo(ExitCode.NO_TOOL.code());
    assertThat(ended.output()).contains("needs Node");
  }

  @Test
  void whatItDoesNotKnowTheProgramJudges() throws Exception {
    assertThat(script("serach", "x").output()).isEqualTo(CLI + " serach x\n");
    assertThat(script("format", "all").code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(script("test", "--fulll").code()).isEqualTo(ExitCode.USAGE.code());
  }

  private static String asked(String command, String option) {
    boolean ofCheckout =
        Launcher.commandLine().getSubcommands().containsKey(command)
            && !cli().getSubcommands().containsKey(command);
    // Completions are those of the checkout's commands too.
    String main = ofCheckout || command.equals("completion") ? LAUNCHER : CLI;
    return main + " " + command + " " + option + "\n";
  }

  /** Names of all commands that are not hidden. */
  static Stream<String> commands() {
    return Launcher.commandLine().getSubcommands().entrySet().stream()
        .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
        .map(entry -> entry.getKey());
  }

  private static CommandLine cli() {
    return Palimpsest.with(List.of(), List.of(), exception -> Optional.empty());
  }

  private Path target(String module) {
    return checkout.resolve(module).resolve("target");
  }

  /** A jar that stands for the class path of this test. */
  private static void classPath(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" ")));
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.finish();
    }
  }

  private Result script(String... arguments) throws IOException, InterruptedException {
    return script(checkout.resolve("jdk"), arguments);
  }

  private Result script(Path jdk, String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of(checkout.resolve("palimpsest").toString()), Stream.of(arguments))
                .toList());
    builder.environment().put("JAVA_HOME", jdk.toString());
    return ended(builder);
  }

  private static Result ended(ProcessBuilder builder) throws IOException, InterruptedException {
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private record Result(int code, String output) {}
}
