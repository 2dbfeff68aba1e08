package io.palimpsest.local.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoRunnerTest {

  private final StringWriter printed = new StringWriter();
  private final PrintWriter out = new PrintWriter(printed);
  private final Demo demo = new Demo(out);

  @Test
  void stepsRunInOrderAndAreSummedUp() {
    boolean passed =
        new DemoRunner(out).run(List.of(step("Write", "2 written"), step("Read", "2 read")), demo);

    assertThat(passed).isTrue();
    assertThat(printed.toString())
        .contains("1/2 Write", "done: 2 written", "2/2 Read", "2 of 2 steps passed");
  }

  @Test
  void theFirstStepThatFailsEndsTheDemoAndIsNamed() {
    DemoStep failing = step("Break", null);

    boolean passed = new DemoRunner(out).run(List.of(failing, step("Never", "no")), demo);

    assertThat(passed).isFalse();
    assertThat(printed.toString())
        .contains("FAILED: it broke", "0 of 2 steps passed")
        .doesNotContain("2/2 Never");
  }

  private static DemoStep step(String title, String outcome) {
    return new DemoStep() {
      @Override
      public String title() {
        return title;
      }

      @Override
      public String run(Demo ignored) {
        if (outcome == null) {
          throw new IllegalStateException("it broke");
        }
        return outcome;
      }
    };
  }
}
