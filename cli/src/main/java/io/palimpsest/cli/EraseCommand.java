package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.tenancy.Role;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
    subcommands = ProveTopicCommand.class)
final class EraseCommand {
  private static final String REQUESTS = "/erasures";
  private static final String HOLDS = REQUESTS + "/holds";
  private static final int PAGE = 200;

  /** What names a request: its id, or its reference in the log. */
  private static final String REQUEST = "REQUEST";

  @Spec private CommandSpec spec;

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints what an erasure of a scope would do; nothing is erased.")
  int plan(@Mixin Connection connection, @Mixin ScopeOptions scope) {
    return planned(connection, scope, new DemandOptions());
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Requests the erasure of a scope; without --yes only its plan is printed.")
  int request(
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
  int status(
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
  int list(
      @Mixin Connection connection,
      @Parameters(
              paramLabel = "FILE",
              arity = "0..1",
              description = "CSV with the columns type, ids (a/b), ...; or a line of JSON each.")
          @Nullable Path file,
      @Option(names = "--as", description = "Name of the list; without it, that of the file.")
          @Nullable String name,
      @Option(names = "--yes", description = "Do it.") boolean yes) {
    if (file != null) {
      return requested(connection, new DemandFile(file), name, yes);
    }
    Api api = connection.api(Role.COMPLIANCE);
    String cursor = "";
    do {
      JsonNode page = api.get(REQUESTS + cursor);
      for (JsonNode request : page.path("requests")) {
        out().println(line(request));
      }
      cursor = page.path("next").isTextual() ? "?cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    return ExitCodes.DONE;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Approves the plan with the digest that was shown.")
  int approve(
      @Mixin Connection connection,
      @Parameters(paramLabel = REQUEST, converter = RequestName.Converter.class) RequestName id,
      @Option(names = "--digest", required = true, description = "Digest of the plan.")
          String digest) {
    return decide(connection, id, "approve", Map.of("digest", digest));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Refuses a request; possible until its scope is fenced.")
  int reject(
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
  int appeal(
      @Mixin Connection connection,
      @Parameters(paramLabel = REQUEST, converter = RequestName.Converter.class) RequestName id,
      @Mixin ScopeOptions scope) {
    return decide(connection, id, "appeal", Map.of("scope", scope.json()));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Places a legal hold: nothing of the scope is deleted while it lasts.")
  int hold(
      @Mixin Connection connection,
      @Mixin ScopeOptions scope,
      @Option(names = "--basis", required = true, description = "Code of the legal basis.")
          String basis) {
    Map<String, Object> body = Map.of("scope", scope.json(), "basis", basis);
    return show(connection.api(Role.COMPLIANCE).post(HOLDS, body));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Releases a legal hold; what it kept waiting goes on.")
  int release(@Mixin Connection connection, @Parameters(paramLabel = "HOLD_ID") UUID id) {
    return show(connection.api(Role.COMPLIANCE).delete(HOLDS + "/" + id));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints the legal holds that last, of all scopes or of one.")
  int holds(
      @Mixin Connection connection,
      @ArgGroup(exclusive = false, multiplicity = "0..1") @Nullable ScopeOptions scope) {
    Api api = connection.api(Role.COMPLIANCE);
    String first = HOLDS + "?limit=" + PAGE + (scope == null ? "" : scope.query());
    JsonNode page = api.get(first);
    int shown = show(page);
    while (page.size() == PAGE) {
      page = api.get(first + "&before=" + page.path(PAGE - 1).path("id").asText());
      shown = show(page);
    }
    return shown;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Prints requests and holds that a restore lost; somebody has to look after them.")
  int lost(@Mixin Connection connection) {
    return show(connection.api(Role.COMPLIANCE).get(REQUESTS + "/lost"));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Finds scopes by a name or an external reference; erases nothing.")
  int candidates(
      @Mixin Connection connection,
      @Parameters(paramLabel = "TEXT", description = "At least three characters.") String text) {
    String query = URLEncoder.encode(text, StandardCharsets.UTF_8);
    return show(connection.api(Role.COMPLIANCE).get(REQUESTS + "/candidates?q=" + query));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints a link to the export of a request; it can be used once.")
  int export(
      @Mixin Connection connection,
      @Parameters(paramLabel = REQUEST, converter = RequestName.Converter.class) RequestName id) {
    return decide(connection, id, "export-link", Map.of());
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Takes a request back; possible until its scope is fenced.")
  int cancel(
      @Mixin Connection connection,
      @Parameters(paramLabel = REQUEST, converter = RequestName.Converter.class) RequestName id) {
    return decide(connection, id, "cancel", Map.of());
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Extends the legal deadline by two months, once.")
  int extend(
      @Mixin Connection connection,
      @Parameters(paramLabel = REQUEST, converter = RequestName.Converter.class) RequestName id,
      @Option(names = "--reason", required = true, description = "Code of the reason.")
          String reason) {
    return decide(connection, id, "extend", Map.of("reason", reason));
  }

  @Command(mixinStandardHelpOptions = true, description = "Prints the confirmation of a request.")
  int certificate(
      @Mixin Connection connection,
      @Parameters(paramLabel = REQUEST, converter = RequestName.Converter.class) RequestName id) {
    return show(connection.api(Role.COMPLIANCE).get(path(id) + "/certificate"));
  }

  private int requested(
      Connection connection, DemandFile file, @Nullable String name, boolean yes) {
    Api api = connection.api(Role.COMPLIANCE);
    String list = name == null ? file.path().getFileName().toString() : name;
    String path = REQUESTS + "/lists?list=" + Api.encoded(list);
    AtomicLong count = new AtomicLong();
    file.parts(
        (before, lines) -> {
          count.addAndGet(lines.lines().count());
          if (yes) {
            for (JsonNode result : api.postLines(path, file.mediaType(), lines)) {
              ObjectNode numbered = result.deepCopy();
              out().println(numbered.put("line", before + result.path("line").asLong()));
            }
          }
        });
    if (!yes) {
      spec.commandLine().getErr().println(count + " lines; nothing was requested; --yes does it");
    }
    return ExitCodes.DONE;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Runs an ended erasure again for participants that were added since.")
  int rerun(
      @Mixin Connection connection,
      @Parameters(paramLabel = REQUEST, converter = RequestName.Converter.class) RequestName id) {
    return decide(connection, id, "rerun", Map.of());
  }

  private int decide(Connection connection, RequestName id, String decision, Map<String, ?> body) {
    return show(connection.api(Role.COMPLIANCE).post(path(id) + "/" + decision, body));
  }

  /** Asks for the plan alone, and says beside it what has not happened. */
  private int planned(Connection connection, ScopeOptions scope, DemandOptions demand) {
    JsonNode answer = connection.api(Role.COMPLIANCE).post(REQUESTS, body(scope, demand, true));
    return shown(answer, Said.ofPlan(answer));
  }

  private int request(JsonNode answer) {
    return shown(answer, Said.ofRequest(answer));
  }

  /** Data on one side, words on the other: so the data can be piped. */
  private int shown(JsonNode answer, String said) {
    int code = show(answer);
    if (!said.isEmpty()) {
      spec.commandLine().getErr().println(said);
    }
    return code;
  }

  private int show(JsonNode answer) {
    out().println(answer.toPrettyString());
    return ExitCodes.DONE;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static String path(RequestName id) {
    return REQUESTS + "/" + id.text();
  }

  private static String line(JsonNode request) {
    return "%s  %s  %-18s due %s  %s  %s"
        .formatted(
            request.path("request_id").asText(),
            request.path("request_ref").asText(),
            request.path("state").asText(),
            request.path("deadline").asText(),
            request.path("scope").path("type").asText(),
            request.path("external_reference").asText(""));
  }

  private static Map<String, Object> body(
      ScopeOptions scope, DemandOptions demand, boolean dryRun) {
    Map<String, Object> body = demand.json();
    body.put("scope", scope.json());
    body.put("dry_run", dryRun);
    return body;
  }

  /** Names a scope. */
  static final class ScopeOptions {
    @Option(
        names = "--scope",
        required = true,
        description = "organization, profile, item, creator, twin or source.")
    private String type = "";

    @Option(
        names = "--id",
        required = true,
        split = ",",
        description = "Public ids, outermost first, such as --id sainath.no.1,coach for a twin.")
    private List<String> ids = List.of();

    private String query() {
      StringBuilder query = new StringBuilder("&type=").append(type.toUpperCase(Locale.ROOT));
      ids.forEach(id -> query.append("&ids=").append(Api.encoded(id)));
      return query.toString();
    }

    private Map<String, Object> json() {
      return Map.of("type", type.toUpperCase(Locale.ROOT), "ids", ids);
    }
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
