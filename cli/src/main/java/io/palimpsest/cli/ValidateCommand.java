package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.tenancy.Role;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares both sides of a migration. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Compares old and new side by ids and contents; changes nothing.")
final class ValidateCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;
  @Mixin private Connection connection = new Connection();
  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private ReaderOptions reader = new ReaderOptions();

  @Option(
      names = "--phase",
      paramLabel = "PHASE",
      defaultValue = "all",
      description = "backup or all; default: ${DEFAULT-VALUE}.")
  private String phase;

  @Option(
      names = "--check",
      paramLabel = "CHECK",
      description =
          "Print one check alone: backup, tenants, counts, references, embedded, orphans, old_side,"
              + " retrieval or budget.")
  private @Nullable String check;

  @Option(names = "--backup", paramLabel = "DIR", description = "Default: that of the last run.")
  private @Nullable String backup;

  @Override
  public ExitCode call() throws InterruptedException {
    Api api = connection.api(Role.OPERATOR);
    Map<String, Object> body = source.body();
    reader.addTo(body, connection);
    body.put("phase", phase);
    if (backup != null) {
      body.put("backup", backup);
    }
    JsonNode asked = api.post("/migrations/portfolio/validate", body);
    JsonNode job = Migrations.progress(api, spec).await(asked.path("id").asText());
    if (JobProgress.code(job) != ExitCode.DONE) {
      Output.of(spec).show(job);
      return JobProgress.code(job);
    }
    return print(
        api.get(
            "/migrations/portfolio/runs/%s/files/validation.json"
                .formatted(Api.encoded(job.path("parameters").path("run").asText("last")))));
  }

  private ExitCode print(JsonNode checks) {
    var shown = Api.JSON.createArrayNode();
    boolean passed = true;
    for (JsonNode one : checks) {
      if (check == null || check.equals(one.path("check").asText())) {
        shown.add(one);
        passed &= one.path("passed").asBoolean(true);
      }
    }
    Output.of(spec).show(shown, "check", "passed", "numbers", "differences", "hint");
    return passed ? ExitCode.DONE : ExitCode.FAILED;
  }
}
