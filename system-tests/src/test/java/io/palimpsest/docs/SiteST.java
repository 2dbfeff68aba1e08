package io.palimpsest.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The site is built from the pages by one command. Without Node and npm it is reported as not run.
 * In the full tier: it takes a minute or two.
 */
@EnabledIfSystemProperty(named = "palimpsest.full", matches = "true")
class SiteST {
  private static final long LONGEST_MINUTES = 5;

  @TempDir Path folder;

  @Test
  void oneCommandBuildsTheSiteAndALinkThatLeadsNowhereEndsIt() throws Exception {
    LinkedCheckout checkout = new LinkedCheckout(folder);
    assumeTrue(
        checkout.bash("node --version && npm --version", 1).code() == 0,
        "NOT RUN: there is no node with npm");

    Path help = Files.createDirectories(folder.resolve(".palimpsest/help"));
    Files.writeString(
        help.resolve("palimpsest.erase.plan.txt"), "Usage: palimpsest erase <plan>\n");

    LinkedCheckout.Ended built = checkout.bash("./palimpsest docs", LONGEST_MINUTES);

    assertThat(built.code()).as(built.out()).isZero();
    Path site = Path.of(built.out().strip()).getParent();
    assertThat(page(site, "tutorial.html")).contains("from nothing to a certificate");
    assertThat(page(site, "how-to/compliance.html")).contains("Ask, consent, follow");
    assertThat(page(site, "adr/index.html")).contains("Decisions");
    assertThat(page(site, "commands.html"))
        .contains("palimpsest erase plan", "Usage: palimpsest erase");
    assertThat(page(site, "access.html"))
        .contains("title=\"deploy/keycloak/palimpsest-realm.json\"")
        .doesNotContain("href=\"../deploy");

    Files.writeString(folder.resolve("docs/lost.md"), "# Lost\n[nowhere](no-such-page.md)\n");
    LinkedCheckout.Ended refused = checkout.bash("./palimpsest docs", LONGEST_MINUTES);
    assertThat(refused.code()).as(refused.out()).isEqualTo(1);
    assertThat(refused.out()).contains("no-such-page");
  }

  private static String page(Path site, String name) throws IOException {
    return Files.readString(site.resolve(name));
  }
}
