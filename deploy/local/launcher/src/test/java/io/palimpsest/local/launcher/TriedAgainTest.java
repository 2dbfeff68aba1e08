package io.palimpsest.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.local.stack.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code palimpsest test} with a Maven that leaves the reports of a run that was written down. */
class TriedAgainTest {
  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      echo "$*" >>asked
      run=$(wc -l <asked)
      if [[ -d %1$s/$run ]]; then cp -R "%1$s/$run/." .; fi
      """;

  private static final String PASSED = "";
  private static final String SKIPPED = "<skipped message=\"NOT RUN\"/>";
  private static final String FAILED =
      "<failure message=\"a &gt; b&#10;Caused by: c\" type=\"x\">trace</failure>";
  private static final String NOT_FOUND =
      "<error message=\"engine failed&#10;ClassSelector [className = &apos;a.b.OneIT&apos;,"
          + " classLoader = null]&#10;    Cause: d\">trace</error>";

  @TempDir Path checkout;

  /** What each run of Maven leaves, by its number: not in the checkout, which is swept first. */
  @TempDir Path runs;

  @BeforeEach
  void aCheckout() throws IOException {
    Files.copy(Checkout.find().root().resolve("palimpsest"), checkout.resolve("palimpsest"));
    Path mvn = checkout.resolve(".palimpsest/maven/apache-maven-3.9.11/bin/mvn");
    Files.createDirectories(mvn.getParent());
    Files.writeString(mvn, MAVEN.formatted(runs));
    assertThat(mvn.toFile().setExecutable(true)).isTrue();
    Files.createFile(checkout.resolve("asked"));
  }

  @Test
  void whatPassesIsRunOnce() throws Exception {
    report(1, "one", "OneIT", PASSED);

    assertThat(test()).isEqualTo(new Result(0, "1 passed, 0 failed, 0 skipped\n"));
    assertThat(asked()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "one,OneIT,-Dtest=OneIT -Dit.test=NONE",
    "system-tests,OneST,-Dtest=NONE -Dit.test=OneST"
  })
  void aTestOnRealPartsIsTriedAgainByItselfAndNamed(String module, String name, String asked)
      throws Exception {
    report(1, module, name, FAILED);
    report(1, module, "Other", PASSED);
    report(2, module, name, PASSED);

    assertThat(test())
        .isEqualTo(
            new Result(
                0,
                "trying again: %1$s\n2 passed, 0 failed, 0 skipped\nfailed at first: a.b.%1$s.t: a &gt; b | Caused by: c\n"
                    .formatted(name)));
    assertThat(asked()).hasSize(2);
    assertThat(asked().getLast()).contains("-pl " + module + " -am " + asked);
  }

  @Test
  void aClassThatCouldNotBeLookedAtIsTriedAgainByTheNameThatWasSaid() throws Exception {
    write(1, "one", "JUnit Jupiter", "JUnit Jupiter", NOT_FOUND);
    report(2, "one", "OneIT", PASSED);

    Result result = test();

    assertThat(result.code()).isZero();
    assertThat(result.output()).contains("failed at first: a.b.OneIT.(discovery): ", "Cause: d");
  }

  @Test
  void itIsTriedAgainAsItWasTriedAtFirst() throws Exception {
    report(1, "one", "OneIT", FAILED);
    report(2, "one", "OneIT", PASSED);

    assertThat(test("--full").code()).isZero();
    assertThat(asked())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("-Dpalimpsest.full=true"));
    assertThat(asked().stream().map(line -> line.replaceAll(".*random.seed=(\\d+).*", "$1")))
        .allMatch(seed -> seed.matches("\\d+"))
        .containsOnly(asked().getFirst().replaceAll(".*random.seed=(\\d+).*", "$1"));
  }

  @Test
  void whatIsSkippedTheSecondTimeHasFailed() throws Exception {
    report(1, "one", "OneIT", FAILED);
    report(2, "one", "OneIT", SKIPPED);

    Result result = test();

    assertThat(result.code()).isOne();
    assertThat(result.output()).contains("failed: fewer tests were run again");
  }

  @Test
  void namesakesInTwoModulesAreTwoClasses() throws Exception {
    report(1, "one", "OneIT", FAILED);
    report(1, "two", "OneIT", PASSED);
    report(2, "one", "OneIT", PASSED);

    assertThat(test().output()).contains("2 passed, 0 failed, 0 skipped");
  }

  @Test
  void aClassWithTestsOfWhichNoReportSpeaksHasFailed() throws Exception {
    report(1, "one", "OneIT", PASSED);
    source("one", "OneIT", "  @Test\n");
    source("one", "GoneTest", "  @Test\n");
    source("one", "HelpsTest", "");

    Result result = test();

    assertThat(result.code()).isOne();
    assertThat(result.output()).endsWith("0 skipped\nnot run: one GoneTest\n");
  }

  @Test
  void whatFailsTwiceHasFailed() throws Exception {
    report(1, "one", "OneIT", FAILED);
    report(2, "one", "OneIT", FAILED);

    Result result = test();

    assertThat(result.code()).isOne();
    assertThat(result.output())
        .endsWith("0 passed, 1 failed, 0 skipped\nfailed: a.b.OneIT.t: a &gt; b | Caused by: c\n");
  }

  @Test
  void whatWasNotRunAgainHasFailed() throws Exception {
    report(1, "one", "OneIT", FAILED);

    Result result = test();

    assertThat(result.code()).isOne();
    assertThat(result.output()).contains("failed: fewer tests were run again");
  }

  @ParameterizedTest
  @CsvSource({"OneTest,TwoIT,,", "OneIT,TwoIT,ThreeIT,FourIT"})
  void aPlainTestAndMoreThanThreeClassesAreNotTriedAgain(
      String first, String second, String third, String fourth) throws Exception {
    for (String name : Stream.of(first, second, third, fourth).filter(Objects::nonNull).toList()) {
      report(1, "one", name, FAILED);
      report(2, "one", name, PASSED);
    }

    Result result = test();

    assertThat(result.code()).isOne();
    assertThat(result.output()).contains("failed: a.b." + first + ".t: ");
    assertThat(asked()).hasSize(1);
  }

  private void report(int run, String module, String name, String outcome) throws IOException {
    write(run, module, "a.b." + name, "t", outcome);
  }

  private void write(int run, String module, String name, String test, String outcome)
      throws IOException {
    Path reports =
        Files.createDirectories(
            runs.resolve("%d/%s/target/surefire-reports".formatted(run, module)));
    Files.writeString(
        reports.resolve("TEST-" + name + ".xml"),
        """
        <testsuite name="%s" time="1" tests="1" errors="0" skipped="%d" failures="%d">
          <testcase name="%s" classname="%s" time="1">
            %s
          </testcase>
        </testsuite>
        """
            .formatted(
                name,
                outcome.equals(SKIPPED) ? 1 : 0,
                outcome.isEmpty() || outcome.equals(SKIPPED) ? 0 : 1,
                test,
                name,
                outcome));
  }

  private List<String> asked() throws IOException {
    return Files.readAllLines(checkout.resolve("asked"));
  }

  private void source(String module, String name, String test) throws IOException {
    Path folder = Files.createDirectories(checkout.resolve(module + "/src/test/java/a/b"));
    Files.writeString(folder.resolve(name + ".java"), "class " + name + " {\n" + test + "}\n");
  }

  private Result test(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(checkout.resolve("palimpsest").toString()));
    command.add("test");
    command.addAll(List.of(options));
    ProcessBuilder script = new ProcessBuilder(command).redirectErrorStream(true);
    script.environment().put("JAVA_HOME", System.getProperty("java.home"));
    script.environment().remove("CI");
    Process process = script.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private record Result(int code, String output) {}
}
