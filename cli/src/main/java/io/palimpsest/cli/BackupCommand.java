package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Backups of old systems. Making one changes no store, so it just runs. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = "Backs up old documents and vectors into a folder below the backups' root.")
final class BackupCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;
  @Mixin private Connection connection = new Connection();
  @Mixin private SourceOptions source = new SourceOptions();

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "A name below the root; a second backup into it adds to it.")
  private @Nullable String folder;

  @Option(names = "--all-collections", description = "Not only those of a portfolio.")
  private boolean allCollections;

  @Override
  public ExitCode call() throws InterruptedException {
    if (folder == null) {
      throw new UsageException("DIR: a backup has a name");
    }
    Api api = connection.api(Role.OPERATOR);
    JsonNode asked =
        api.post(
            "/backups/%s?all_collections=%s".formatted(Api.encoded(folder), allCollections),
            source.body());
    JsonNode job = Migrations.progress(api, spec).await(asked.path("id").asText());
    if (JobProgress.code(job) != ExitCode.DONE) {
      Output.of(spec).show(job);
      return JobProgress.code(job);
    }
    Output.of(spec).show(api.get("/backups/" + Api.encoded(folder)));
    return ExitCode.DONE;
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists backups.")
  ExitCode list(@Mixin Connection to) {
    Output.of(spec).show(to.api(Role.OPERATOR).get("/backups"));
    return ExitCode.DONE;
  }

  @Command(mixinStandardHelpOptions = true, description = "Fetches all files of a backup.")
  ExitCode fetch(
      @Mixin Connection to,
      @Parameters(paramLabel = "DIR", description = "A name below the root.") String name,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "FOLDER",
              description = "Where they go; made when it is missing.")
          Path target)
      throws IOException {
    Api api = to.api(Role.OPERATOR);
    JsonNode manifest = api.get("/backups/" + Api.encoded(name));
    Files.createDirectories(target);
    for (Map.Entry<String, JsonNode> file : manifest.path("files").properties()) {
      String path = "/backups/%s/files/%s".formatted(Api.encoded(name), Api.encoded(file.getKey()));
      api.download(path, target.resolve(Path.of(file.getKey()).getFileName()));
    }
    Files.writeString(target.resolve("manifest.json"), manifest.toPrettyString());
    Output.of(spec).show(manifest);
    return ExitCode.DONE;
  }

  @Command(mixinStandardHelpOptions = true, description = "Destroys a backup; needs --yes.")
  ExitCode destroy(
      @Mixin Connection to,
      @Parameters(paramLabel = "DIR", description = "A name below the root.") String name,
      @Option(names = "--yes", description = "Do it.") boolean yes) {
    if (!yes) {
      return Planned.say(spec, name + " would be destroyed");
    }
    to.api(Role.OPERATOR).delete("/backups/" + Api.encoded(name));
    ObjectNode destroyed = Api.JSON.createObjectNode().put("destroyed", name);
    Output.of(spec).fact(name + " is destroyed", destroyed);
    return ExitCode.DONE;
  }
}
