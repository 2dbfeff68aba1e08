package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.tenancy.Role;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Restores a backup into old stores. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description =
        "Verifies a backup and says what a restore would write; with --yes writes it. What is"
            + " there and differs is kept.")
final class RestoreCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;
  @Mixin private Connection connection = new Connection();
  @Mixin private SourceOptions source = new SourceOptions();

  @Parameters(paramLabel = "DIR", description = "A name below the backups' root.")
  private String folder;

  @Option(
      names = "--index",
      paramLabel = "INDEX",
      description = "Where vectors go; made when it is missing. Default: that of the source.")
  private @Nullable String index;

  @Option(names = "--overwrite", description = "Replace what is there and differs.")
  private boolean overwrite;

  @Option(names = "--dry-run", description = "The same as leaving out --yes.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  @Override
  public ExitCode call() throws InterruptedException {
    Api api = connection.api(Role.OPERATOR);
    boolean plan = dryRun || !yes;
    String into = index == null ? "" : "&index=" + Api.encoded(index);
    JsonNode job =
        api.post(
            "/backups/%s/restore?overwrite=%s&plan=%s%s"
                .formatted(Api.encoded(folder), overwrite, plan, into),
            source.body());
    ExitCode code = Migrations.progress(api, spec).follow(job.path("id").asText());
    if (plan) {
      Output.of(spec).say("nothing was written; --yes does it");
    }
    return code;
  }
}
