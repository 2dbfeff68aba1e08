package io.palimpsest.local.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints logs of the stack. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Prints the log of a part; without a part, the names of all logs.")
final class LogsCommand implements Callable<ExitCode> {

  private static final int POLL_MILLIS = 200;

  @Parameters(arity = "0..1", paramLabel = "PART", description = "broker, ingest, supervisor ...")
  private @Nullable String part;

  @Option(names = "-f", description = "Go on printing what is added, until Ctrl-C.")
  private boolean follow;

  @Spec private CommandSpec spec;

  private final StateFolder state = StateFolder.ofUp();

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<String> names = names();
    if (part == null || !names.contains(part)) {
      String there = names.isEmpty() ? "none yet" : String.join(" ", names);
      if (part != null) {
        Output.of(spec).say("no log of '" + part + "'; there are: " + there);
        return ExitCode.FAILED;
      }
      Output.of(spec).show(names(names), "part");
      return ExitCode.DONE;
    }
    LogFollower log = new LogFollower(state.log(part));
    log.copyNewTo(out);
    while (follow) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      log.copyNewTo(out);
    }
    return ExitCode.DONE;
  }

  private List<String> names() throws IOException {
    Path folder = state.folder().resolve("logs");
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.log$", ""))
          .sorted()
          .toList();
    }
  }

  private static ArrayNode names(List<String> names) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    names.forEach(name -> rows.addObject().put("part", name));
    return rows;
  }
}
