package io.palimpsest.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code COMMAND --help} shows when nothing has to start for it. */
class HelpPagesTest {
  @TempDir Path folder;

  @Test
  void everyCommandHasAPageThatSaysWhatTheProgramWouldSay() throws IOException {
    HelpPages.main(folder.resolve("help").toString());

    List<CommandLine> all = new ArrayList<>();
    collect(Launcher.commandLine(), all);
    assertThat(all).hasSizeGreaterThan(60);
    for (CommandLine command : all) {
      String name = command.getCommandSpec().qualifiedName(".");
      assertThat(folder.resolve("help").resolve(name + ".txt"))
          .content()
          .isEqualTo(command.getUsageMessage(CommandLine.Help.Ansi.OFF))
          .contains("Usage: " + name.replace('.', ' '));
    }
    try (Stream<Path> pages = Files.list(folder.resolve("help"))) {
      assertThat(pages).hasSize(all.size());
    }
  }

  private static void collect(CommandLine command, List<CommandLine> all) {
    all.add(command);
    command.getSubcommands().values().forEach(sub -> collect(sub, all));
  }
}
