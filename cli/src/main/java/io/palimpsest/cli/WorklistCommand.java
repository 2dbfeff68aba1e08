package io.palimpsest.cli;

import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.tenancy.Role;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Requests as people work through them. */
@Command(
    name = "worklist",
    mixinStandardHelpOptions = true,
    description = "Prints requests to work at, what is due first first.")
final class WorklistCommand implements Callable<ExitCode> {
  private static final String WORKLIST = "/erasures/worklist";
  private static final String[] COLUMNS = {
    "request.request_ref",
    "request.state",
    "request.deadline",
    "request.external_reference",
    "handling.asked_by",
    "handling.assignee"
  };

  @Spec private CommandSpec spec;
  @Mixin private Connection connection = new Connection();
  @Mixin private Paging paging = new Paging();

  @Option(
      names = "--show",
      defaultValue = "UNDER_WAY",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Shelf shelf = Shelf.UNDER_WAY;

  @Option(names = "--mine", description = "What waits for your consent, and what is yours.")
  private boolean mine;

  /** What can be shown. */
  enum Shelf {
    UNDER_WAY,
    AWAITING,
    ENDED,
    PREVIEWS
  }

  @Override
  public ExitCode call() {
    paging.byCursor(
        connection.api(Role.COMPLIANCE),
        mine ? WORKLIST + "/mine" : WORKLIST + "?shelf=" + shelf,
        Output.of(spec),
        COLUMNS);
    return ExitCode.DONE;
  }

  /** One request, by what people have in their hands. */
  @Command(
      name = "find",
      mixinStandardHelpOptions = true,
      description = "Finds requests by id, reference in the log or number of the case.")
  static final class Find implements Callable<ExitCode> {
    @Spec private CommandSpec spec;
    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "TEXT", description = "Compared whole.")
    private String text = "";

    @Override
    public ExitCode call() {
      Output.of(spec)
          .show(
              connection
                  .api(Role.COMPLIANCE)
                  .post("/erasures/search", Map.of("text", text))
                  .path("rows"),
              COLUMNS);
      return ExitCode.DONE;
    }
  }
}
