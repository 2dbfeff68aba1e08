package io.palimpsest.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * Writes the help page of every command, so that the script can show one without starting a JVM.
 */
public final class HelpPages {
  private HelpPages() {}

  /**
   * Writes them.
   *
   * @param args the folder, which is made
   */
  public static void main(String... args) throws IOException {
    write(Launcher.commandLine(), Files.createDirectories(Path.of(args[0])));
  }

  /** A file for each command: its whole name with dots, {@code palimpsest.erase.plan.txt}. */
  static void write(CommandLine command, Path folder) throws IOException {
    String name = command.getCommandSpec().qualifiedName(".");
    Files.writeString(folder.resolve(name + ".txt"), command.getUsageMessage(Ansi.OFF));
    for (CommandLine sub : command.getSubcommands().values()) {
      write(sub, folder);
    }
  }
}
