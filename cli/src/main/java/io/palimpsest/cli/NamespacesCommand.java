package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Moves the namespaces of twins of an old system to their creators. */
@Command(
    name = "namespaces",
    mixinStandardHelpOptions = true,
    description = {
      "Moves namespaces of an old system, vectors as they are, to their creators: plan, copy,",
      "verify, cutover; and back. What changes something needs --yes."
    })
final class NamespacesCommand {
  private static final String PATH = "/namespaces";
  @Spec private CommandSpec spec;

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints what would go where, and what nobody owns. Writes nothing.")
  ExitCode plan(@Mixin Connection connection, @Mixin NamespacesPlanOptions options)
      throws IOException {
    JsonNode plan = connection.api(Role.OPERATOR).post(PATH + "/plan", options.request());
    output().plan(plan);
    return plan.path("refusals").isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Copies what the plan says; the same command goes on with it. Needs --yes.")
  ExitCode copy(
      @Mixin Connection connection,
      @Mixin NamespacesPlanOptions options,
      @Option(
              names = "--rate",
              paramLabel = "N",
              defaultValue = "0",
              description = "At most so many vectors a second; 0: as fast as it goes.")
          long rate,
      @Option(
              names = "--touched",
              description =
                  "Copy nothing now: each twin is copied, verified and switched by its first"
                      + " accepted change.")
          boolean touched,
      @Option(
              names = "--rehearse",
              description =
                  "Copy into scratch namespaces, compare, measure, and remove them; nothing else"
                      + " changes.")
          boolean rehearse,
      @Option(names = "--dry-run", description = "The same as leaving out --yes.") boolean dryRun,
      @Option(names = "--yes", description = "Do it.") boolean yes)
      throws IOException, InterruptedException {
    Api api = connection.api(Role.OPERATOR);
    Map<String, Object> request = options.request();
    JsonNode plan = api.post(PATH + "/plan", request);
    if (dryRun || !yes || !plan.path("refusals").isEmpty()) {
      output().plan(plan);
      Output.of(spec).say("nothing was copied; --yes does it");
      return plan.path("refusals").isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
    request.put("hash", plan.path("hash").asText());
    request.put("rate", rate);
    request.put("touched", touched);
    if (rehearse) {
      request.put("rehearse", true);
      return rehearsed(api, api.post(PATH + "/copy", request));
    }
    ExitCode code = follow(api, api.post(PATH + "/copy", request));
    output().said(api.get(PATH));
    return code;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Compares ids and contents of both sides, and asks both what readers would ask, with a",
        "token of each creator. Changes no vector."
      })
  ExitCode verify(
      @Mixin Connection connection,
      @Option(
              names = "--accept-parity",
              paramLabel = "PERSON",
              description = "Who answers for a recall below 1.")
          @Nullable String acceptedBy)
      throws InterruptedException {
    Api api = connection.api(Role.OPERATOR);
    String plan = underWay(api);
    JsonNode job = api.post(PATH + "/verify", Map.of("plan", plan));
    ExitCode code = follow(api, job);
    output().differences(api, job.path("id").asText());
    boolean same = new NamespacesParity(connection, api, plan, acceptedBy).ask(Output.of(spec));
    JsonNode report = api.get(PATH);
    output().said(report);
    return code == ExitCode.DONE && same && NamespacesOutput.passed(report)
        ? ExitCode.DONE
        : ExitCode.FAILED;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Has the new side answer, for all namespaces or for some. Needs --yes.")
  ExitCode cutover(
      @Mixin Connection connection,
      @Option(names = "--namespace", paramLabel = "NAME", description = "One; may be repeated.")
          @Nullable List<String> namespaces,
      @Option(
              names = "--read-share",
              paramLabel = "1..100",
              description = "Only this percentage of the questions, before all of them.")
          @Nullable Integer share,
      @Option(
              names = "--message",
              paramLabel = "FILE",
              description = "Where the message to the team is written.")
          @Nullable Path message,
      @Option(names = "--yes", description = "Do it.") boolean yes)
      throws IOException {
    Map<String, Object> body = step(connection, namespaces);
    if (share != null) {
      body.put("read_share", share);
    }
    if (!yes) {
      return Planned.say(spec, "the new side would answer for " + named(namespaces));
    }
    JsonNode report = connection.api(Role.OPERATOR).post(PATH + "/cutover", body);
    output().report(report);
    if (message != null) {
      Files.writeString(message, NamespacesMessage.of(report));
    }
    return ExitCode.DONE;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Has the old side answer again; what was submitted since is found beside it. With",
        "--remove what was copied is taken back, too. Needs --yes."
      })
  ExitCode rollback(
      @Mixin Connection connection,
      @Option(names = "--namespace", paramLabel = "NAME", description = "One; may be repeated.")
          @Nullable List<String> namespaces,
      @Option(names = "--remove", description = "Take back what was copied; ends the plan.")
          boolean remove,
      @Option(names = "--yes", description = "Do it.") boolean yes)
      throws InterruptedException {
    Map<String, Object> body = step(connection, namespaces);
    if (!yes) {
      return Planned.say(spec, "the old side would answer for " + named(namespaces));
    }
    if (!remove) {
      return stepped(connection, "rollback", body);
    }
    body.put("remove", true);
    Api api = connection.api(Role.OPERATOR);
    return follow(api, api.post(PATH + "/rollback", body));
  }

  @Command(
      name = "set-aside",
      mixinStandardHelpOptions = true,
      description = "Takes a namespace that nobody owns out of the plan. Needs --yes.")
  ExitCode setAside(
      @Mixin Connection connection,
      @Parameters(paramLabel = "NAME") String namespace,
      @Option(
              names = "--by",
              required = true,
              paramLabel = "PERSON",
              description = "Who answers for it.")
          String by,
      @Option(names = "--yes", description = "Do it.") boolean yes) {
    Api api = connection.api(Role.OPERATOR);
    if (!yes) {
      return Planned.say(spec, namespace + " would stay where it is, by " + by);
    }
    output()
        .report(
            api.post(
                PATH + "/set-aside",
                Map.of(
                    "hash",
                    underWay(api),
                    "set_aside",
                    List.of(Map.of("namespace", namespace, "by", by)))));
    return ExitCode.DONE;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Deletes the old namespaces: there is no way back. Somebody of compliance does it, who did",
        "not start the run, and types each name. Needs --yes."
      })
  ExitCode contract(
      @Mixin Connection connection,
      @Option(
              names = "--plan",
              required = true,
              paramLabel = "HASH",
              description = "Hash of the plan that is agreed to.")
          String plan,
      @Option(
              names = "--namespace",
              required = true,
              paramLabel = "NAME",
              description = "Each name of an old namespace.")
          List<String> namespaces,
      @Option(names = "--yes", description = "Do it.") boolean yes) {
    if (!yes) {
      return Planned.say(spec, named(namespaces) + " would be deleted for ever");
    }
    JsonNode deleted =
        connection
            .api(Role.COMPLIANCE)
            .post(PATH + "/contract", Map.of("plan", plan, "namespaces", namespaces));
    deleted.forEach(name -> Output.of(spec).say("Deleted old namespace: " + name.asText()));
    Output.of(spec).show(deleted);
    return ExitCode.DONE;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Makes a creator with two twins and erases them: twin deletion, creator deletion, GDPR",
        "compliance, query performance, each PASS, SLOW or FAIL. Touches nothing else. Needs --yes."
      })
  ExitCode drill(
      @Mixin Connection connection,
      @Option(
              names = "--creator",
              paramLabel = "ID",
              description = "Id of the creator that is made; default: drill and a number.")
          @Nullable String creator,
      @Option(
              names = "--owner-token-file",
              paramLabel = "FILE",
              description = "A token of that creator; default: one is signed for the local stack.")
          @Nullable Path ownerToken,
      @Option(
              names = "--slow-above",
              paramLabel = "MILLIS",
              defaultValue = "300",
              description = "What is a slow answer; default: ${DEFAULT-VALUE}.")
          long slowAbove,
      @Option(names = "--yes", description = "Do it.") boolean yes)
      throws InterruptedException {
    String id = creator == null ? "drill-" + UUID.randomUUID().toString().substring(0, 8) : creator;
    Api operator = connection.api(Role.OPERATOR, Role.COMPLIANCE);
    Api owner =
        connection.apiOf(
            ownerToken, TenantOptions.of(id, Drill.STAYING), Role.PRODUCER, Role.READER);
    Drill drill = new Drill(new DrillApi(operator, owner), id, Duration.ofMillis(slowAbove));
    drill.refuseRegistered();
    if (!yes) {
      return Planned.say(spec, id + " would be made with two twins, and erased");
    }
    List<Drill.Result> results = drill.run();
    operator.post(PATH + "/drill", Map.of("tests", Drill.byName(results)));
    Output.of(spec).show(Drill.shown(results), "test", "result", "took_ms", "detail");
    boolean failed = results.stream().anyMatch(one -> one.verdict() == Drill.Verdict.FAIL);
    return failed ? ExitCode.FAILED : ExitCode.DONE;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints how the move stands; --log writes the migration log as YAML.")
  ExitCode report(
      @Mixin Connection connection,
      @Option(names = "--log", paramLabel = "FILE", description = "Where the log is written.")
          @Nullable Path log)
      throws IOException {
    JsonNode report = connection.api(Role.OPERATOR).get(PATH);
    output().report(report);
    if (log != null) {
      NamespacesLog.write(log, report);
    }
    return ExitCode.DONE;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Lists old names of namespaces in the code and configuration of an application.")
  ExitCode references(@Parameters(paramLabel = "PATH") Path path) throws IOException {
    Output.of(spec).show(NamespacesReferences.in(path), "file", "line", "name");
    return ExitCode.DONE;
  }

  private ExitCode rehearsed(Api api, JsonNode asked) throws InterruptedException {
    JobProgress progress = new JobProgress(api, spec);
    JsonNode job = progress.await(asked.path("id").asText());
    Output.of(spec).show(job);
    output().rehearsed(job);
    JsonNode counts = job.path("counts");
    boolean clean = counts.path("different").asLong() + counts.path("rejected").asLong() == 0;
    return clean ? JobProgress.code(job) : ExitCode.FAILED;
  }

  private NamespacesOutput output() {
    return new NamespacesOutput(Output.of(spec));
  }

  private ExitCode follow(Api api, JsonNode job) throws InterruptedException {
    return new JobProgress(api, spec).follow(job.path("id").asText());
  }

  private static String underWay(Api api) {
    String plan = api.get(PATH).path("plan").asText("");
    if (plan.isEmpty() || plan.equals("null")) {
      throw new RefusedException("no plan is under way; `palimpsest namespaces copy` begins one");
    }
    return plan;
  }

  private static Map<String, Object> step(
      Connection connection, @Nullable List<String> namespaces) {
    Map<String, Object> body = new HashMap<>();
    body.put("plan", underWay(connection.api(Role.OPERATOR)));
    if (namespaces != null) {
      body.put("namespaces", namespaces);
    }
    return body;
  }

  private ExitCode stepped(Connection connection, String step, Map<String, Object> body) {
    output().report(connection.api(Role.OPERATOR).post(PATH + "/" + step, body));
    return ExitCode.DONE;
  }

  private static String named(@Nullable List<String> namespaces) {
    return namespaces == null ? "all namespaces of the plan" : String.join(", ", namespaces);
  }
}
