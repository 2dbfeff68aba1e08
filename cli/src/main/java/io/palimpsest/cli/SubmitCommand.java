package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.cli.frame.Rows;
import io.palimpsest.tenancy.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands in sources or items. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = {
      "Hands in a source of a twin, an item of an organization, or many of them (.ndjson or .jsonl,",
      "one per line with its id). What was answered is durable; --wait waits until it is found."
    })
final class SubmitCommand implements Callable<ExitCode> {
  private static final int FIRST_ERROR = 400;
  private static final String LINES = "application/x-ndjson";
  private static final Map<String, String> TYPES =
      Map.of(
          "md", "text/markdown",
          "txt", "text/plain",
          "html", "text/html",
          "pdf", "application/pdf",
          "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "json", "application/json",
          "ndjson", LINES,
          "jsonl", LINES);

  @Spec private CommandSpec spec;
  @Mixin private Connection connection = new Connection();
  @Mixin private TenantOptions tenant = new TenantOptions();

  @Parameters(paramLabel = "FILE", description = "Content, JSON of an item, or lines of JSON.")
  private Path file = Path.of("");

  @Option(
      names = {"--as", "--source-id", "--item-id"},
      paramLabel = "ID",
      description = "Id of the source or item; default: the file's name without its ending.")
  private @Nullable String id;

  @Option(names = "--title", description = "Title of the source; default: the file's name.")
  private @Nullable String title;

  @Option(
      names = "--media-type",
      paramLabel = "TYPE",
      description = "Media type of the content; default: by the file's ending.")
  private @Nullable String mediaType;

  @Option(
      names = "--wait",
      converter = DurationConverter.class,
      description = "Wait at most so long, such as 30s, until it is found by a search.")
  private @Nullable Duration wait;

  @Override
  public ExitCode call() {
    if (!Files.isReadable(file)) {
      throw new UsageException(file + ": there is no such file, or you may not read it");
    }
    Api api = connection.apiOf(tenant, Role.PRODUCER);
    return type().equals(LINES) ? many(api) : one(api);
  }

  private ExitCode many(Api api) {
    boolean refused = false;
    try (Rows rows = Output.of(spec).rows("line", "status", "id", "revision", "problem.rule")) {
      for (JsonNode result : api.postLines(tenant.collection() + ":bulk", LINES, file)) {
        rows.add(result);
        refused |= result.path("status").asInt() >= FIRST_ERROR;
      }
      rows.end();
    }
    return refused ? ExitCode.FAILED : ExitCode.DONE;
  }

  private ExitCode one(Api api) {
    String path = tenant.collection() + "/" + Api.encoded(id == null ? stem() : id);
    JsonNode answer =
        tenant.organization().isPresent()
            ? api.put(path, "application/json", file)
            : api.put(path + "?title=" + Api.encoded(title == null ? name() : title), type(), file);
    if (wait != null) {
      api.get(
          answer.path("links").path("searchable").asText().replaceFirst("wait=[^&]*", "wait=")
              + wait.toSeconds()
              + "s");
    }
    Output.of(spec).show(answer);
    return ExitCode.DONE;
  }

  private String type() {
    if (mediaType != null) {
      return mediaType;
    }
    String name = name().toLowerCase(Locale.ROOT);
    String found = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (found == null) {
      throw new UsageException("--media-type: cannot be told from the name " + name());
    }
    return found;
  }

  private String stem() {
    int dot = name().lastIndexOf('.');
    return dot > 0 ? name().substring(0, dot) : name();
  }

  private String name() {
    return file.getFileName().toString();
  }
}
