package io.palimpsest.system.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An auditor reads what is to be audited, and does nothing; {@link RolesST} holds the table. */
class AuditorsDoorsTest {
  private static final Path TABLE =
      Path.of(System.getProperty("palimpsest.checkout"), "docs", "access.md");

  /**
   * A row of the table.
   *
   * @param roles whom it opens for
   */
  private record Door(String service, String method, String path, List<String> roles) {
    static Door of(String line) {
      List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
      return new Door(
          cells.get(1),
          cells.get(2),
          cells.get(3).replace("`", ""),
          Arrays.stream(cells.get(4).split(",")).map(String::strip).toList());
    }
  }

  @Test
  void anAuditorReadsRequestsCertificatesHoldsAndTheLogAndChangesNothing() throws IOException {
    List<Door> doors =
        Files.readAllLines(TABLE).stream()
            .filter(line -> line.matches("\\| [a-z]+-service \\|.*"))
            .map(Door::of)
            .toList();
    List<Door> auditors = doors.stream().filter(door -> door.roles().contains("auditor")).toList();

    assertThat(auditors)
        .allSatisfy(
            door -> {
              assertThat(door.method()).as(door.path()).isEqualTo(reads(door) ? "POST" : "GET");
              assertThat(door.service()).as(door.path()).isEqualTo("erasure-service");
              assertThat(door.path()).matches("/(erasures|console)(/.*)?");
            });
    assertThat(auditors)
        .extracting(Door::path)
        .contains(
            "/erasures",
            "/erasures/{id}/certificate.tlog-proof",
            "/console/log",
            "/erasures/holds");
    assertThat(doors)
        .filteredOn(AuditorsDoorsTest::tellsOfAnErasureOrTheLog)
        .as("all that there is to read")
        .hasSizeGreaterThan(12)
        .allSatisfy(door -> assertThat(door.roles()).as(door.path()).contains("auditor"));
    assertThat(doors)
        .filteredOn(door -> door.path().startsWith("/log/"))
        .as("the log itself needs no role")
        .isNotEmpty()
        .allSatisfy(door -> assertThat(door.roles()).containsExactly("open"));
    assertThat(doors)
        .as("positive control: others may do more")
        .anyMatch(door -> door.roles().contains("compliance") && door.method().equals("POST"));
  }

  /**
   * What is under way, what was decided, and the proof of it; not what somebody is about to ask.
   */
  private static boolean tellsOfAnErasureOrTheLog(Door door) {
    return door.method().equals("GET")
        && door.path()
            .matches(
                "/console(/log|/holds|/erasures/\\{id}(/.*)?)?"
                    + "|/erasures(/holds|/lost|/worklist(/.*)?|/\\{id}(/.*)?)?");
  }

  /** What is searched for may be a name, and stands in no address. */
  private static boolean reads(Door door) {
    return door.path().endsWith("/search");
  }
}
