package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What is agreed to when old data are removed: a plan by its hash, a namespace by its name. */
final class ContractOptions {
  private static final String PATH = "/migrations/portfolio";

  @Option(
      names = "--plan",
      paramLabel = "HASH",
      description = "For --contract: hash of the plan that is agreed to.")
  private @Nullable String plan;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description =
          "For --contract: name of the old namespace, typed; for --action clear: what is cleared.")
  private @Nullable String namespace;

  /** The name that was given. */
  Optional<String> namespace() {
    return Optional.ofNullable(namespace);
  }

  /**
   * Prints the plan, or does what it says.
   *
   * @param source where the old data lie
   * @param yes whether to do it
   */
  ExitCode ask(Api api, CommandSpec spec, Map<String, Object> source, boolean yes)
      throws InterruptedException {
    Map<String, Object> body = new HashMap<>(source);
    body.keySet().retainAll(Set.of("source_mongo", "source_index", "source_key", "org_id"));
    if (!yes) {
      return plan(api, spec, body);
    }
    if (plan == null || namespace == null) {
      throw new UsageException("--contract --yes: --plan HASH and --namespace NAME are needed");
    }
    body.put("plan", plan);
    body.put("namespace", namespace);
    JsonNode job = ended(api, spec, api.post(PATH + "/contract", body));
    Output.of(spec).show(job);
    if (JobProgress.code(job) == ExitCode.DONE) {
      Output.of(spec).say("Deleted old namespace: " + namespace);
    }
    return JobProgress.code(job);
  }

  private static ExitCode plan(Api api, CommandSpec spec, Map<String, Object> body)
      throws InterruptedException {
    JsonNode job = ended(api, spec, api.post(PATH + "/contract/plan", body));
    if (JobProgress.code(job) != ExitCode.DONE) {
      Output.of(spec).show(job);
      return JobProgress.code(job);
    }
    String run = job.path("parameters").path("run").asText();
    JsonNode plan = api.get("%s/runs/%s/files/contract.json".formatted(PATH, run));
    Output.of(spec).show(plan);
    String obstacle = plan.path("obstacle").asText("");
    if (!obstacle.isEmpty() && !plan.path("obstacle").isNull()) {
      Output.of(spec).say("not now: " + obstacle);
      return ExitCode.FAILED;
    }
    Output.of(spec)
        .say(
            "nothing was removed; --plan %s --namespace %s --yes does it"
                .formatted(
                    plan.path("hash").asText(), plan.path("plan").path("namespace").asText()));
    return ExitCode.DONE;
  }

  private static JsonNode ended(Api api, CommandSpec spec, JsonNode job)
      throws InterruptedException {
    return Migrations.progress(api, spec).await(job.path("id").asText());
  }
}
