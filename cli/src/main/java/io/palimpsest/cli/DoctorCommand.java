package io.palimpsest.cli;

import io.palimpsest.cli.Finding.Verdict;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.cli.frame.Output;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is missing or wrong on this machine and behind the configured addresses. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Checks this machine, the stack, settings, topics, schemas, documents and the vector store,"
            + " a line each. Ends with 1 when something is wrong.")
final class DoctorCommand implements Callable<ExitCode> {
  @Mixin private KafkaConnection kafka = new KafkaConnection();

  @Option(
      names = "--env",
      paramLabel = "FILE",
      description =
          "Settings of the services, a line NAME=value each, in place of the environment; they have"
              + " to be whole then. Secrets that are files of their own may be in a second one.",
      split = ",")
  private List<Path> files = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() {
    List<Finding> findings = new ArrayList<>(MachineChecks.all());
    findings.add(new StackCheck(LocalState.find()).run());
    Map<String, String> settings = settings();
    if (!files.isEmpty()) {
      findings.addAll(new SettingsCheck(settings).run());
      kafka.variables(settings);
    }
    findings.addAll(TopicsCheck.run(kafka));
    findings.addAll(new DocumentsCheck(settings).run());
    findings.add(new VectorStoreCheck(settings).run());
    findings.add(IndexPlaceCheck.ofHome(settings).run());
    findings.add(IndexPlaceCheck.ofNext(settings).run());
    Output.of(spec).show(Api.JSON.valueToTree(findings), "verdict", "subject", "detail");
    return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.WRONG)
        ? ExitCode.FAILED
        : ExitCode.DONE;
  }

  private Map<String, String> settings() {
    if (files.isEmpty()) {
      return System.getenv();
    }
    Map<String, String> settings = new HashMap<>();
    files.forEach(file -> settings.putAll(EnvironmentFile.read(file)));
    return settings;
  }
}
