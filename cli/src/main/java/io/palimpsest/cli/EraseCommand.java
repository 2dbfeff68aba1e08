package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.cli.frame.Rows;
import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Erasure requests, as compliance drives them. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description = "Plans, requests, approves and follows erasures.",
    subcommands = {ProveTopicCommand.class, WorklistCommand.class, WorklistCommand.Find.class})
final class EraseCommand {
  private static final String REQUESTS = "/erasures";
  private static final String HOLDS = REQUESTS + "/holds";

  /** What names a request: its id, or its reference in the log. */
  private static final String REQUEST = "REQUEST";

  @Spec private CommandSpec spec;

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints what an erasure of a scope would do; nothing is erased.")
  ExitCode plan(@Mixin Connection connection, @Mixin ScopeOptions scope) {
    return planned(connection, scope, new DemandOptions());
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Requests the erasure of a scope; without --yes only its plan is printed.")
  ExitCode request(
      @Mixin Connection connection,
      @Mixin ScopeOptions scope,
      @Mixin DemandOptions demand,
      @Option(names = "--dry-run", description = "The same as leaving out --yes.") boolean dryRun,
      @Option(names = "--yes", description = "Do it.") boolean yes,
      @Mixin WaitOption wait) {
    if (dryRun || !yes) {
      return planned(connection, scope, demand);
    }
    Api api = connection.api(Role.COMPLIANCE);
    return request(api.post(REQUESTS + wait.query(), body(scope, demand, false)));
  }

  @Command(mixinStandardHelpOptions = true, description = "Prints one request.")
  ExitCode status(
      @Mixin Connection connection,
      @Parameters(paramLabel = REQUEST, converter = RequestName.Converter.class) RequestName id,
      @Mixin WaitOption wait) {
    return request(connection.api(Role.COMPLIANCE).get(path(id) + wait.query()));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Prints all requests, a line each; with a file, requests an erasure per line of it.",
        "The same file again is the same requests and tells how far they are."
      })
  ExitCode list(
      @Mixin Connection connection,
      @Parameters(
              paramLabel = "FILE",
              arity = "0..1",
              description = "CSV with the columns type, ids (a/b), ...; or a line of JSON each.")
          @Nullable Path file,
      @Option(names = "--as", description = "Name of the list; without it, that of the file.")
          @Nullable String name,
      @Mixin Paging paging,
      @Option(names = "--yes", description = "Do it.") boolean yes) {
    if (file != null) {
      return requested(connection, new DemandFile(file), name, yes);
    }
    paging.byCursor(
        connection.api(Role.COMPLIANCE),
        REQUESTS,
        Output.of(spec),
        "request_ref",
        "state",
        "deadline",
        "scope.type",
        "external_reference",
        "request_id");
    return ExitCode.DONE;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Approves the plan with the digest that was shown.")
  ExitCode approve(
      @Mixin Connection connection,
      @Parameters(paramLabel = REQUEST, converter = RequestName.Converter.class) RequestName id,
      @Option(names = "--digest", required = true, description = "Digest of the plan.")
          String digest) {
    return decide(connection, id, "approve", Map.of("digest", digest));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Refuses a request; possible until its scope is fenced.")
  ExitCode reject(
      @Mixin Connection connection,
      @Parameters(paramLabel = REQUEST, converter = RequestName.Converter.class) RequestName id,
      @Option(names = "--reason", required = true, description = "Code of the reason.")
          String reason,
      @Option(names = "--text", description = "The reason in words, for whoever asked.")
          @Nullable String text) {
    Map<String, String> body = new LinkedHashMap<>(Map.of("reason", reason));
    if (text != null) {
      body.put("text", text);
    }
    return decide(connection, id, "reject", body);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Reopens a request that was refused; its scope is named again.")
  ExitCode appeal(
      @Mixin Connection connection,
      @Parameters(paramLabel = REQUEST, converter = RequestName.Converter.class) RequestName id,
      @Mixin ScopeOptions scope) {
    return decide(connection, id, "appeal", Map.of("scope", scope.json()));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Places a legal hold: nothing of the scope is deleted while it lasts.")
  ExitCode hold(
      @Mixin Connection connection,
      @Mixin ScopeOptions scope,
      @Option(names = "--basis", required = true, description = "Code of the legal basis.")
          String basis,
      @Option(
              names = "--review",
              converter = MomentConverter.class,
              description = "When to look whether it is still needed, such as 2027-01-31.")
          @Nullable Instant review) {
    Map<String, Object> body = new HashMap<>(Map.of("scope", scope.json(), "basis", basis));
    if (review != null) {
      body.put("review_at", review.toString());
    }
    return show(connection.api(Role.COMPLIANCE).post(HOLDS, body));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Releases a legal hold; what it kept waiting goes on.")
  ExitCode release(@Mixin Connection connection, @Parameters(paramLabel = "HOLD_ID") UUID id) {
    return show(connection.api(Role.COMPLIANCE).delete(HOLDS + "/" + id));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints the legal holds that last, of all scopes or of one.")
  ExitCode holds(
      @Mixin Connection connection,
      @Mixin Paging paging,
      @ArgGroup(exclusive = false, multiplicity = "0..1") @Nullable ScopeOptions scope) {
    paging.byLast(
        connection.api(Role.COMPLIANCE),
        HOLDS + (scope == null ? "" : "?" + scope.query()),
        Output.of(spec),
        "id",
        "scope.type",
        "scope.ids",
        "basis",
        "placed_at",
        "review_at",
        "effective_at");
    return ExitCode.DONE;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Prints requests and holds that a restore lost; somebody has to look after them.")
  ExitCode lost(@Mixin Connection connection) {
    return show(connection.api(Role.COMPLIANCE).get(REQUESTS + "/lost"));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Finds scopes by a name or an external reference; erases nothing.")
  ExitCode candidates(
      @Mixin Connection connection,
      @Parameters(paramLabel = "TEXT", description = "At least three characters.") String text) {
    String query = URLEncoder.encode(text, StandardCharsets.UTF_8);
    return show(connection.api(Role.COMPLIANCE).get(REQUESTS + "/candidates?q=" + query));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints a link to the export of a request; it can be used once.")
  ExitCode export(
      @Mixin Connection connection,
      @Parameters(paramLabel = REQUEST, converter = RequestName.Converter.class) RequestName id) {
    return decide(connection, id, "export-link", Map.of());
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Takes a request back; possible until its scope is fenced.")
  ExitCode cancel(
      @Mixin Connection connection,
      @Parameters(paramLabel = REQUEST, converter = RequestName.Converter.class) RequestName id) {
    return decide(connection, id, "cancel", Map.of());
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Extends the legal deadline by two months, once.")
  ExitCode extend(
      @Mixin Connection connection,
      @Parameters(paramLabel = REQUEST, converter = RequestName.Converter.class) RequestName id,
      @Option(names = "--reason", required = true, description = "Code of the reason.")
          String reason) {
    return decide(connection, id, "extend", Map.of("reason", reason));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Prints the confirmation of a request.",
        "With --to the certificate that 'audit verify' verifies, with --page a page of it."
      })
  ExitCode certificate(
      @Mixin Connection connection,
      @Parameters(paramLabel = REQUEST, converter = RequestName.Converter.class) RequestName id,
      @Option(names = "--to", description = "Writes it as one file: a tlog-proof.")
          @Nullable Path file,
      @Option(names = "--page", description = "Writes a page to read and print: HTML.")
          @Nullable Path page)
      throws IOException {
    Api api = connection.api(Role.COMPLIANCE);
    if (file == null && page == null) {
      return show(api.get(path(id) + "/certificate"));
    }
    if (file != null) {
      api.download(path(id) + "/certificate.tlog-proof", file);
    }
    if (page != null) {
      api.download("/console" + path(id) + "/certificate", page);
    }
    return ExitCode.DONE;
  }

  private ExitCode requested(
      Connection connection, DemandFile file, @Nullable String name, boolean yes) {
    Api api = connection.api(Role.COMPLIANCE);
    String list = name == null ? file.path().getFileName().toString() : name;
    String path = REQUESTS + "/lists?list=" + Api.encoded(list);
    if (!yes) {
      AtomicLong count = new AtomicLong();
      file.parts((before, lines) -> count.addAndGet(lines.lines().count()));
      return Planned.say(spec, count + " lines would be requested; nothing was requested");
    }
    try (Rows rows = Output.of(spec).rows("line", "result", "request_ref", "reason")) {
      file.parts(
          (before, lines) -> {
            for (JsonNode result : api.postLines(path, file.mediaType(), lines)) {
              ObjectNode numbered = result.deepCopy();
              rows.add(numbered.put("line", before + result.path("line").asLong()));
            }
          });
      rows.end();
    }
    return ExitCode.DONE;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Runs an ended erasure again for participants that were added since.")
  ExitCode rerun(
      @Mixin Connection connection,
      @Parameters(paramLabel = REQUEST, converter = RequestName.Converter.class) RequestName id) {
    return decide(connection, id, "rerun", Map.of());
  }

  private ExitCode decide(
      Connection connection, RequestName id, String decision, Map<String, ?> body) {
    return show(connection.api(Role.COMPLIANCE).post(path(id) + "/" + decision, body));
  }

  /** Asks for the plan alone, and says beside it what has not happened. */
  private ExitCode planned(Connection connection, ScopeOptions scope, DemandOptions demand) {
    JsonNode answer = connection.api(Role.COMPLIANCE).post(REQUESTS, body(scope, demand, true));
    return shown(answer, Said.ofPlan(answer));
  }

  private ExitCode request(JsonNode answer) {
    return shown(answer, Said.ofRequest(answer));
  }

  /** Data on one side, words on the other: so the data can be piped. */
  private ExitCode shown(JsonNode answer, String said) {
    ExitCode code = show(answer);
    if (!said.isEmpty()) {
      Output.of(spec).say(said);
    }
    return code;
  }

  private ExitCode show(JsonNode answer) {
    Output.of(spec).show(answer);
    return ExitCode.DONE;
  }

  private static String path(RequestName id) {
    return REQUESTS + "/" + id.text();
  }

  private static Map<String, Object> body(
      ScopeOptions scope, DemandOptions demand, boolean dryRun) {
    Map<String, Object> body = demand.json();
    body.put("scope", scope.json());
    body.put("dry_run", dryRun);
    return body;
  }

  /** How long to wait for the end. */
  static final class WaitOption {
    @Option(
        names = "--wait",
        converter = DurationConverter.class,
        description = "Wait for the end at most so long, such as 30s.")
    private @Nullable Duration wait;

    String query() {
      return wait == null ? "" : "?wait=" + wait.toSeconds() + "s";
    }
  }
}
