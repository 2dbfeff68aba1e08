package io.palimpsest.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.docs.Pages.Block;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What README, tutorial and how-tos say to type is typed, as it stands: the blocks of a page, one
 * after the other, in one shell that ends at the first failure. A block of text below one is part
 * of what it prints. What takes minutes runs in the full tier.
 */
class DocumentedST {
  private static final long LONGEST_MINUTES = 20;
  private static final String MARK = "@@ block ";

  @TempDir Path folder;

  @Test
  @EnabledIfSystemProperty(named = "palimpsest.full", matches = "true")
  void theBlocksOfTutorialAndHowTosRunAsTheyStand() throws Exception {
    LinkedCheckout checkout = new LinkedCheckout(folder);
    List<Block> blocks = new ArrayList<>();
    for (String page : List.of("application", "operator", "compliance")) {
      blocks.addAll(Pages.blocks("docs/how-to/" + page + ".md"));
    }
    blocks.addAll(Pages.blocks("docs/tutorial.md"));

    run(checkout, blocks);
    assertThat(folder.resolve(".palimpsest/tutorial/certificate.tlog-proof")).isNotEmptyFile();
  }

  @Test
  @EnabledIfSystemProperty(named = "palimpsest.full", matches = "true")
  void theBlocksOfTheReadmeRunAsTheyStand() throws Exception {
    run(new LinkedCheckout(folder), Pages.blocks("README.md"));
  }

  @Test
  void aBlockThatFailsOrPrintsSomethingElseIsNoticed() throws Exception {
    LinkedCheckout checkout = new LinkedCheckout(folder);
    Block prints = new Block("a.md", 1, "sh", "echo hello\n");
    List<Block> fails = List.of(prints, new Block("a.md", 5, "sh", "false\necho never\n"));
    List<Block> other = List.of(prints, new Block("a.md", 5, "text", "good bye\n"));

    assertThatThrownBy(() -> run(checkout, fails)).hasMessageContaining("a.md:5");
    assertThatThrownBy(() -> run(checkout, other)).hasMessageContaining("good bye");
    run(checkout, List.of(prints, new Block("a.md", 5, "text", "hello\n")));
  }

  private static void run(LinkedCheckout checkout, List<Block> blocks) throws Exception {
    List<Block> shell = blocks.stream().filter(block -> block.language().equals("sh")).toList();
    assertThat(shell).isNotEmpty();
    StringBuilder script = new StringBuilder("set -eo pipefail\n");
    if (shell.stream().anyMatch(block -> block.text().contains("./palimpsest up"))) {
      script.append("trap './palimpsest down >/dev/null 2>&1 || true' EXIT\n");
    }
    for (Block block : shell) {
      script.append("echo '%s%s:%d'%n".formatted(MARK, block.page(), block.line()));
      script.append(block.text());
    }
    LinkedCheckout.Ended ended = checkout.bash(script.toString(), LONGEST_MINUTES);
    Files.writeString(Path.of("target", "documented.txt"), ended.out());
    assertThat(ended.code()).as(ended.out()).isZero();
    for (int at = 1; at < blocks.size(); at++) {
      if (blocks.get(at).language().equals("text")) {
        assertThat(printed(ended.out(), blocks.get(at - 1)))
            .contains(blocks.get(at).text().strip());
      }
    }
  }

  private static String printed(String out, Block block) {
    String mark = MARK + block.page() + ":" + block.line() + "\n";
    int begin = out.indexOf(mark);
    assertThat(begin).as(mark + " in " + out).isNotNegative();
    int end = out.indexOf(MARK, begin + mark.length());
    return out.substring(begin + mark.length(), end < 0 ? out.length() : end);
  }
}
