package io.palimpsest.deploy.licence;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.deploy.Checkout;
import io.palimpsest.deploy.GeneratedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Everything that is shipped is under a licence under which it may be. docs/licences.md is made
 * from the bills of materials; that it names just what is shipped is held by {@code ShippedST}.
 */
class LicencesTest {
  private static final String PAGE = "docs/licences.md";

  /** What is shipped, and where its bill lies. */
  private static final Map<String, String> MODULES =
      new TreeMap<>(
          Map.of(
              "cli", "cli",
              "erasure", "erasure-service",
              "gateway", "deploy/local/gateway",
              "ingest", "ingest-service",
              "reembed", "reembed-service"));

  private static final String OURS = "io.palimpsest";

  private static final String HEAD =
      """
      # Licences
      Made from the bills of materials of what is shipped: do not edit. `mvn package -Psbom -Dmaven.test.skip` writes them
      (CycloneDX, `target/sbom.json` of each service, the command line and the gateway); `LicencesTest` makes this page of
      them with `-Dpalimpsest.generate=true`, and refuses what is under none of the licences below. `ShippedST` looks whether
      just these files are shipped.

      """;

  @Test
  void everyComponentIsUnderALicenceThatMayBeShipped() {
    assertThat(Shipped.rows(Checkout.read(PAGE)))
        .hasSizeGreaterThan(300)
        .allSatisfy(row -> assertThat(Policy.refusal(row)).isEmpty());
  }

  @Test
  void thePageIsMadeOfTheBills() throws IOException {
    boolean again = Boolean.getBoolean("palimpsest.generate");
    Collection<Shipped> rows = again ? fromBills() : Shipped.rows(Checkout.read(PAGE));
    GeneratedFile.holds(PAGE, page(rows));
  }

  @Test
  void noLicenceIsAllowedThatNothingNeeds() {
    assertThat(Policy.ALLOWED)
        .allSatisfy(
            licence ->
                assertThat(Shipped.rows(Checkout.read(PAGE)))
                    .anyMatch(row -> row.licences().contains(licence)));
    assertThat(Shipped.rows(Checkout.read(PAGE)).stream().map(Shipped::coordinates))
        .containsAll(Policy.CHOSEN.keySet());
  }

  @Test
  void whatIsUnderAnotherLicenceOrNoneIsRefused() {
    assertThat(refusal("a:free", "MIT")).isEmpty();
    assertThat(refusal("a:b", "AGPL-3.0-only")).contains("a:b is under AGPL-3.0-only");
    assertThat(refusal("a:b", "Apache-2.0", "SSPL-1.0")).contains("a:b is under SSPL-1.0");
    assertThat(refusal("a:b")).contains("a:b names no licence");
    assertThat(refusal("net.java.dev.jna:jna", "LGPL, version 2.1", "Apache-2.0")).isEmpty();
    assertThat(refusal("net.java.dev.jna:jna", "LGPL, version 2.1")).isPresent();
    assertThat(Shipped.rows("| `a:b` | 1 |  | cli |\n").getFirst().licences()).isEmpty();
  }

  private static Optional<String> refusal(String coordinates, String... licences) {
    return Policy.refusal(new Shipped(coordinates, "1", List.of(licences), List.of("cli")));
  }

  private static Collection<Shipped> fromBills() throws IOException {
    Map<String, Shipped> rows = new TreeMap<>();
    for (Map.Entry<String, String> module : MODULES.entrySet()) {
      Bill bill = Bill.read(Checkout.ROOT.resolve(module.getValue()).resolve("target/sbom.json"));
      for (Bill.Component component : bill.components()) {
        if (!component.group().equals(OURS)) {
          rows.merge(
              component.coordinates() + " " + component.version(),
              Shipped.of(component, module.getKey()),
              Shipped::and);
        }
      }
    }
    return new ArrayList<>(rows.values());
  }

  private static String page(Collection<Shipped> rows) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("Allowed: ").append(String.join("; ", Policy.ALLOWED)).append(".\n\n");
    page.append("Where the authors leave a choice: ");
    page.append(
        String.join(
            "; ",
            Policy.CHOSEN.entrySet().stream()
                .map(it -> "`%s` under %s".formatted(it.getKey(), it.getValue()))
                .toList()));
    page.append(".\n\n| component | version | licences | shipped in |\n|---|---|---|---|\n");
    rows.forEach(row -> page.append(row.row()));
    return page.toString();
  }
}
