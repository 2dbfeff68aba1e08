package io.palimpsest.local.launcher;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what runs. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows what runs, where and how large; ends with 1 unless all of it runs.")
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  private final StateFolder state = StateFolder.ofUp();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> addresses = state.addresses();
    if (addresses.isEmpty() || new Supervisor(state).find().isEmpty()) {
      out.println("No stack is up.");
      return ExitCodes.FAILED;
    }
    List<PartStatus> parts = PartStatus.all(state);
    out.printf("%-12s %-8s %9s %9s  %s%n", "part", "state", "process", "memory", "address");
    parts.forEach(part -> part.print(out));
    long total = parts.stream().mapToLong(PartStatus::megabytes).sum();
    out.printf("%-12s %-8s %9s %6d MB%n", "all", "", "", total);
    return parts.stream().allMatch(PartStatus::alive) ? ExitCodes.DONE : ExitCodes.FAILED;
  }
}
