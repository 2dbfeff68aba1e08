package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobProgressTest {
  @Test
  void aJobWithATotalHasABarARateAndATimeLeft() throws Exception {
    String line =
        JobProgress.line(
            Api.JSON.readTree(
                """
                {"state": "RUNNING", "done": 50, "total": 100, "ran_ms": 10000, "left_ms": 10000}
                """));
    assertThat(line)
        .isEqualTo("[###############...............] 50/100  5.0/s  left 10 s  RUNNING");
  }

  @Test
  void aJobThatHasJustBegunSaysNoMoreThanItKnows() throws Exception {
    String line = JobProgress.line(Api.JSON.readTree("{\"state\": \"WAITING\", \"done\": 0}"));
    assertThat(line).isEqualTo("0  WAITING");
  }
}
