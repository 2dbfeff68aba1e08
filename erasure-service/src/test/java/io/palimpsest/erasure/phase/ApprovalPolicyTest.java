package io.palimpsest.erasure.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.event.ScopeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of docs/api/erasure.md says who has to approve, and the policy does what it says. */
class ApprovalPolicyTest {
  private static final Path PAGE = Path.of("../docs/api/erasure.md");

  @Test
  void theTableOfTheDocsIsWhatCounts() throws IOException {
    List<String> checked = new ArrayList<>();
    for (List<String> row : rows()) {
      for (String kind : row.getFirst().split(", ")) {
        ScopeType type = ScopeType.valueOf(kind.toUpperCase(Locale.ROOT));
        require(type, Standing.COMPLIANCE, true, row.get(1));
        require(type, Standing.OWNER, true, row.get(2));
        require(type, Standing.OWNER, false, row.get(3));
        require(type, Standing.ASKER, true, row.get(4));
        require(type, Standing.ASKER, false, row.get(4));
        checked.add(kind);
      }
    }
    assertThat(checked)
        .containsExactlyInAnyOrder("item", "profile", "source", "twin", "creator", "organization");
  }

  /** How many compliance people are missing when it was asked for. */
  private static void require(
      ScopeType type, Standing standing, boolean ownerSuffices, String cell) {
    if (cell.equals("-")) {
      return;
    }
    ApprovalPolicy policy = new ApprovalPolicy(ownerSuffices);
    ErasureRequest request =
        Resolution.planned(
            Samples.received(type, standing, false), Samples.plan(type), Samples.NOW);
    int missing = policy.required(request) - policy.approvers(request).size();
    int said =
        switch (cell) {
          case "nobody else" -> 0;
          case "one compliance person" -> 1;
          case "two compliance people" -> 2;
          default -> throw new AssertionError("not understood: " + cell);
        };
    assertThat(missing).as("%s asked for by %s: %s", type, standing, cell).isEqualTo(said);
    assertThat(policy.satisfied(request)).isEqualTo(said == 0);
    assertThat(policy.distinct(request, "requester")).as("who asked never approves").isFalse();
    assertThat(policy.distinct(request, "somebody")).isTrue();
  }

  private static List<List<String>> rows() throws IOException {
    String page = Files.readString(PAGE);
    String section = page.substring(page.indexOf("## Who has to approve"));
    return Stream.of(section.substring(0, section.indexOf("\n## ")).split("\n"))
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
        .toList();
  }
}
