package io.palimpsest.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.cli.frame.OutputFormat;
import io.palimpsest.tenancy.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks something up. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = {
      "Searches a twin, all twins of a creator, or the items of an organization.",
      "Whose data is searched follows from the token; --creator and --org-id sign one for the",
      "local stack."
    })
final class SearchCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;
  @Mixin private Connection connection = new Connection();
  @Mixin private TenantOptions tenant = new TenantOptions();

  @Parameters(paramLabel = "QUERY", description = "What to look for, in words.")
  private String query = "";

  @Option(names = "--top-k", paramLabel = "N", description = "At most so many; default: 10.")
  private @Nullable Integer topK;

  @Option(names = "--min-score", paramLabel = "SCORE", description = "Leave out what is worse.")
  private @Nullable Double minScore;

  @Option(
      names = "--filter",
      paramLabel = "JSON",
      description = "Conditions on metadata, see docs/api/search.md.")
  private @Nullable String filter;

  @Option(names = "--rerank", description = "Have a ranker order the matches anew.")
  private boolean rerank;

  @Override
  public ExitCode call() {
    JsonNode answer =
        connection
            .apiOf(tenant, Role.READER)
            .post(tenant.searchPath(), body(), tenant.organizationHeader());
    Output output = Output.of(spec);
    if (output.format() == OutputFormat.JSON) {
      output.show(answer);
    } else {
      output.show(answer.path("matches"), "score", "source_id", "item_id", "title", "text");
    }
    if (answer.path("partial").asBoolean()) {
      output.say("not everything answered: the list is not complete");
    }
    return ExitCode.DONE;
  }

  private Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("query", query);
    tenant.twin().ifPresent(id -> body.put("twin_id", id));
    put(body, "top_k", topK);
    put(body, "min_score", minScore);
    put(body, "filter", filter == null ? null : json(filter));
    if (rerank) {
      body.put("rerank", true);
    }
    return body;
  }

  private static void put(Map<String, Object> body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  private static JsonNode json(String text) {
    try {
      return Api.JSON.readTree(text);
    } catch (JacksonException malformed) {
      throw new UsageException("--filter: is no JSON; such as --filter '{\"lang\": \"en\"}'");
    }
  }
}
