package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.palimpsest.cli.frame.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What is true of every command of the tree, found by walking it; examples are run as they stand.
 */
class EveryCommandTest {
  private static final String DEAD = "http://127.0.0.1:1";

  /** They end by a signal alone. */
  private static final Set<String> ENDLESS = Set.of("palimpsest witness");

  /** What they print is made for a shell. */
  private static final Set<String> SCRIPTS = Set.of("palimpsest completion");

  /** They talk to brokers, which have tests of their own with real ones. */
  private static final Set<String> OF_BROKERS =
      Set.of(
          "palimpsest topics diff",
          "palimpsest topics apply",
          "palimpsest erase prove-topic",
          "palimpsest audit export");

  /** It refuses without the very key that the service has. */
  private static final Set<String> OF_ONE_KEY = Set.of("palimpsest keys drop-old");

  /** Asks a database or a KMS first, which has a test of its own. */
  private static final Set<String> ELSEWHERE = Set.of("--from-postgres", "--kms");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  /** One tree for all: to read it is most of the work. */
  private static final CommandLine TREE = Palimpsest.commandLine();

  private static HttpServer server;

  @TempDir static Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void listen() throws Exception {
    ExampleFiles.write(folder);
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", StandIn::answer);
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @BeforeEach
  void forgetWhatExamplesMade() throws IOException {
    for (String made : ExampleFiles.MADE) {
      Files.deleteIfExists(folder.resolve(made));
    }
  }

  static Stream<String> commands() {
    return leaves(TREE).map(CommandSpec::qualifiedName);
  }

  static Stream<String> askingAService() {
    return commands()
        .filter(name -> spec(name).findOption("--address") != null)
        .filter(name -> !OF_BROKERS.contains(name));
  }

  static Stream<String> printingLines() {
    return commands()
        .filter(name -> !ENDLESS.contains(name))
        .filter(name -> !SCRIPTS.contains(name))
        .filter(name -> !OF_BROKERS.contains(name));
  }

  static Stream<String> printingOneValue() {
    return printingLines().filter(name -> !OF_ONE_KEY.contains(name));
  }

  static Stream<String> everything() {
    return Stream.concat(Stream.of("palimpsest"), all(TREE).map(CommandSpec::qualifiedName));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void helpHasAnExampleAndVersionSaysOne(String name) {
    assertThat(run(words(name + " --help"))).isEqualTo(ExitCode.DONE.code());
    assertThat(out.toString()).contains("Usage: " + name, "Examples:").doesNotContain("Exception");
    assertThat(out.toString().substring(out.toString().indexOf("Examples:")))
        .contains("palimpsest");
    assertThat(err.toString()).isEmpty();
    out.getBuffer().setLength(0);
    assertThat(run(words(name + " --version"))).isEqualTo(ExitCode.DONE.code());
    assertThat(out.toString()).matches("(?s)palimpsest \\S.*Java \\d.*");
  }

  @ParameterizedTest
  @MethodSource("everything")
  void aWrongOptionIsALineAndNothingIsDone(String name) {
    assertThat(run(words(name + " --nonsuch"))).isEqualTo(ExitCode.USAGE.code());
    assertOneLine();
    assertThat(err.toString()).contains("--nonsuch", "`" + name + " --help`");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aWrongValueIsALineThatNamesWhatIsRight(String name) {
    for (ArgSpec arg : spec(name).args()) {
      if (isChecked(arg)) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> line = new ArrayList<>(words(name));
        line.addAll(wrong(name, arg));
        assertThat(run(line)).as(line.toString()).isEqualTo(ExitCode.USAGE.code());
        assertOneLine();
        assertThat(err.toString()).doesNotContain("[0-9", "java.", "regex", "{1,");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("askingAService")
  void aServiceThatIsDownIsALineAndACodeOfItsOwn(String name) {
    for (List<String> example : examples(name)) {
      example.addAll(List.of("--address", DEAD, "--token-file", at("token")));
      int code = run(example);
      assertThat(code)
          .as(example + ": " + err)
          .isEqualTo(isOffline(example) ? 0 : ExitCode.UNREACHABLE.code());
      if (!isOffline(example)) {
        assertOneLine();
        assertThat(err.toString()).contains(DEAD, "palimpsest status");
      }
      err.getBuffer().setLength(0);
      out.getBuffer().setLength(0);
    }
  }

  @ParameterizedTest
  @MethodSource("printingOneValue")
  void jsonIsOneValueAndLinesAreValues(String name) throws IOException {
    for (List<String> example : examples(name)) {
      assertThat(values(example, "json")).as(example + ": " + err).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("printingLines")
  void everyLineOfLinesIsAValue(String name) throws IOException {
    List<String> example = examples(name).getFirst();
    List<JsonNode> values = values(example, "ndjson");
    assertThat(out.toString().lines().filter(line -> !line.isBlank()).count())
        .isEqualTo(values.size());
  }

  @Test
  void whatWasMistypedIsGuessedWellOrNotAtAll() {
    assertThat(guess("erese")).contains("did you mean 'erase'?");
    assertThat(guess("plan")).contains("did you mean 'erase plan'?");
    assertThat(guess("job")).contains("did you mean 'jobs'?");
    assertThat(guess("frobnicate")).doesNotContain("did you mean");
    assertThat(guess("erase", "plan", "--scop", "twin")).contains("did you mean '--scope'?");
  }

  @ParameterizedTest
  @MethodSource("everything")
  void aCallThatReadsItsOwnCommandAloneSaysWhatTheWholeTreeSays(String name) {
    List<String> words = words(name);
    String[] line = words.subList(1, words.size()).toArray(String[]::new);
    CommandLine whole = TREE;
    CommandLine alone = Palimpsest.called(line);
    for (String word : line) {
      whole = whole.getSubcommands().get(word);
      alone = alone.getSubcommands().get(word);
    }
    assertThat(alone.getUsageMessage()).isEqualTo(whole.getUsageMessage());
    assertThat(alone.getCommandName()).isEqualTo(line.length == 0 ? name : line[line.length - 1]);
    if (line.length > 0 && !line[0].equals("completion")) {
      assertThat(Palimpsest.called(line).getSubcommands()).containsOnlyKeys(line[0]);
    }
    assertThat(Palimpsest.called("-o", "json", "jobs").getSubcommands())
        .hasSameSizeAs(TREE.getSubcommands());
  }

  @Test
  void completionsAreThoseOfTheTree() {
    assertThat(run(List.of("palimpsest", "completion", "zsh"))).isEqualTo(ExitCode.DONE.code());
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(AutoComplete.bash("palimpsest", TREE))
        .contains("bashcompinit", "replay-all", "--output");
  }

  private String guess(String... words) {
    err.getBuffer().setLength(0);
    List<String> line = new ArrayList<>(List.of("palimpsest"));
    line.addAll(List.of(words));
    assertThat(run(line)).isEqualTo(ExitCode.USAGE.code());
    return err.toString();
  }

  private List<JsonNode> values(List<String> example, String form) throws IOException {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> line = new ArrayList<>(example);
    if (spec(name(example)).findOption("--address") != null) {
      line.addAll(List.of("--address", "http://127.0.0.1:" + server.getAddress().getPort()));
      line.addAll(List.of("--token-file", at("token")));
    }
    if (line.contains("token")) {
      line.addAll(List.of("--key", at("token.pem")));
    }
    line.removeIf(Set.of("-o", "json", "ndjson")::contains);
    line.addAll(List.of("--output", form));
    int code = run(line);
    assertThat(code).as(line + ": " + err).isIn(0, 1);
    List<JsonNode> values = new ArrayList<>();
    try (JsonParser printed = Api.JSON.createParser(out.toString())) {
      for (JsonNode next = Api.JSON.readTree(printed);
          next != null;
          next = Api.JSON.readTree(printed)) {
        values.add(next);
      }
    }
    return values;
  }

  private static boolean isOffline(List<String> example) {
    // Whoever has the key of the request needs no service.
    return example.contains("--key-file")
        // A file is only sent with --yes.
        || example.contains("readmit") && !example.contains("--yes");
  }

  private List<List<String>> examples(String name) {
    return Arrays.stream(spec(name).usageMessage().footer())
        .map(String::strip)
        .map(EveryCommandTest::words)
        .filter(words -> Collections.disjoint(words, ELSEWHERE))
        .map(this::located)
        .toList();
  }

  /** Files of examples are in the folder of the test. */
  private List<String> located(List<String> words) {
    List<String> found = new ArrayList<>();
    for (String word : words) {
      found.add(ExampleFiles.NAMES.contains(word) ? at(word) : word);
    }
    return found;
  }

  private List<String> wrong(String name, ArgSpec arg) {
    if (arg instanceof OptionSpec option) {
      return List.of(option.longestName() + "=%%wrong%%");
    }
    List<String> line = new ArrayList<>();
    int index = ((PositionalParamSpec) arg).index().min();
    List<String> example = examples(name).getFirst();
    line.addAll(example.subList(words(name).size(), words(name).size() + index));
    line.add("%%wrong%%");
    return line;
  }

  private static boolean isChecked(ArgSpec arg) {
    Class<?> type = arg.auxiliaryTypes()[0];
    return arg.arity().max() > 0
        && !Set.of(String.class, Path.class, Boolean.class, boolean.class, java.net.URI.class)
            .contains(type);
  }

  private void assertOneLine() {
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).doesNotContain("Exception");
  }

  private String at(String file) {
    return folder.resolve(file).toString();
  }

  private int run(List<String> line) {
    return TREE.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(line.subList(1, line.size()).toArray(String[]::new));
  }

  private static String name(List<String> example) {
    CommandLine command = TREE;
    for (String word : example.subList(1, example.size())) {
      CommandLine next = command.getSubcommands().get(word);
      command = next == null ? command : next;
    }
    return command.getCommandSpec().qualifiedName();
  }

  private static CommandSpec spec(String name) {
    CommandLine command = TREE;
    for (String word : words(name).subList(1, words(name).size())) {
      command = command.getSubcommands().get(word);
    }
    return command.getCommandSpec();
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      words.add(
          Stream.of(1, 2, 3)
              .map(matcher::group)
              .filter(java.util.Objects::nonNull)
              .findFirst()
              .orElseThrow());
    }
    return words;
  }

  private static Stream<CommandSpec> leaves(CommandLine command) {
    return all(command).filter(spec -> spec.subcommands().isEmpty());
  }

  private static Stream<CommandSpec> all(CommandLine command) {
    return command.getSubcommands().values().stream()
        .flatMap(sub -> Stream.concat(Stream.of(sub.getCommandSpec()), all(sub)));
  }
}
