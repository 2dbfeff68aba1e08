package io.palimpsest.cli;

import io.palimpsest.cli.Finding.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what is missing or wrong on this machine and behind the configured addresses. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Checks this machine, the stack, topics, schemas, documents and the vector store, a line each. Ends with 1 when"
            + " something is wrong.")
final class DoctorCommand implements Callable<Integer> {
  @Mixin private KafkaConnection kafka = new KafkaConnection();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>(MachineChecks.all());
    findings.add(new StackCheck(LocalState.find()).run());
    findings.addAll(TopicsCheck.run(kafka));
    findings.addAll(new DocumentsCheck(System.getenv()).run());
    findings.add(new VectorStoreCheck(System.getenv()).run());
    findings.add(IndexPlaceCheck.ofHome(System.getenv()).run());
    findings.add(IndexPlaceCheck.ofNext(System.getenv()).run());
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(finding -> out.println(finding.line()));
    return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.WRONG)
        ? ExitCodes.FAILED
        : ExitCodes.DONE;
  }
}
