package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.cli.frame.Rows;
import io.palimpsest.tenancy.Role;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Records that were set aside with a reason. */
@Command(
    name = "parked",
    mixinStandardHelpOptions = true,
    description = "Shows, replays and drops records that were set aside.")
final class ParkedCommand {
  @Spec private CommandSpec spec;

  @Command(mixinStandardHelpOptions = true, description = "Prints what is parked.")
  ExitCode list(@Mixin Connection connection, @Mixin ServiceOption service, @Mixin Paging paging) {
    Api api = connection.api(Role.OPERATOR);
    Output output = Output.of(spec);
    if (service.service == Service.ERASURE) {
      paging.byLast(api, service.path(), output);
    } else {
      paging.byCursor(api, service.path(), output);
    }
    return ExitCode.DONE;
  }

  @Command(mixinStandardHelpOptions = true, description = "Prints one record.")
  ExitCode show(
      @Mixin Connection connection,
      @Mixin ServiceOption service,
      @Parameters(paramLabel = "ID", converter = RecordName.Converter.class) RecordName id) {
    return show(connection.api(Role.OPERATOR).get(service.path() + "/" + id));
  }

  @Command(
      name = "replay-all",
      mixinStandardHelpOptions = true,
      description = "Takes all records of a reason up again.")
  ExitCode replayAll(
      @Mixin Connection connection,
      @Option(names = "--reason", required = true, description = "Such as tenant.unknown.")
          String reason,
      @Option(names = "--yes", description = "Do it.") boolean yes) {
    if (!yes) {
      return planned("records with the reason " + reason + " would be replayed");
    }
    Api api = connection.api(Role.OPERATOR);
    String page = "/parked/replay?limit=1000&reason=" + Api.encoded(reason);
    try (Rows rows = Output.of(spec).rows("replayed", "poison")) {
      JsonNode answer = api.post(page, Map.of());
      rows.add(answer);
      while (answer.hasNonNull("next")) {
        answer = api.post(page + "&cursor=" + Api.encoded(answer.path("next").asText()), Map.of());
        rows.add(answer);
      }
      rows.end();
    }
    return ExitCode.DONE;
  }

  @Command(mixinStandardHelpOptions = true, description = "Takes one record up again.")
  ExitCode replay(
      @Mixin Connection connection,
      @Mixin ServiceOption service,
      @Parameters(paramLabel = "ID", converter = RecordName.Converter.class) RecordName id,
      @Option(names = "--yes", description = "Do it.") boolean yes) {
    return yes
        ? show(connection.api(Role.OPERATOR).post(service.path() + "/" + id + "/replay", Map.of()))
        : planned("record " + id + " would be replayed");
  }

  @Command(mixinStandardHelpOptions = true, description = "Drops one record for good.")
  ExitCode drop(
      @Mixin Connection connection,
      @Mixin ServiceOption service,
      @Parameters(paramLabel = "ID", converter = RecordName.Converter.class) RecordName id,
      @Option(names = "--yes", description = "Do it.") boolean yes) {
    return yes
        ? show(connection.api(Role.OPERATOR).delete(service.path() + "/" + id))
        : planned("record " + id + " would be dropped for good");
  }

  private ExitCode planned(String what) {
    return Planned.say(spec, what);
  }

  private ExitCode show(JsonNode answer) {
    Output.of(spec).show(answer);
    return ExitCode.DONE;
  }

  /** The service that parked. */
  enum Service {
    INGEST("/ingest/parked"),
    REEMBED("/parked"),
    ERASURE("/erasures/parked");

    private final String path;

    Service(String path) {
      this.path = path;
    }
  }

  /** Names a service. */
  static final class ServiceOption {
    @Option(
        names = "--service",
        description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Service service = Service.REEMBED;

    String path() {
      return service.path;
    }
  }
}
