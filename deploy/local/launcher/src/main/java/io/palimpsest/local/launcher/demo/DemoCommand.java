package io.palimpsest.local.launcher.demo;

import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.local.launcher.StateFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the demo. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "The main job end to end on a stack of its own; ends with 0 when all passed.")
public final class DemoCommand implements Callable<ExitCode> {

  @Option(
      names = "--documents",
      paramLabel = "FILE",
      description = "Ingest these documents too: JSONL with source_id, creator_id, twin_id, text.")
  private @Nullable Path documents;

  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() {
    PrintWriter out = spec.commandLine().getOut();
    boolean passed = new DemoRunner(out).run(steps(), new Demo(out));
    return passed ? ExitCode.DONE : ExitCode.FAILED;
  }

  private List<DemoStep> steps() {
    StateFolder state = StateFolder.ofDemo();
    List<DemoStep> steps =
        new ArrayList<>(
            List.of(
                new StackUp(state),
                new RegisterTenants(),
                new SubmitSample(),
                new SearchSample(),
                new EditParagraph(),
                new SubmitAgain(),
                new EraseCreator(),
                new KeepCertificate(state.folder()),
                new MigrateLegacy()));
    if (documents != null) {
      steps.add(new IngestDocuments(documents));
    }
    steps.add(new StackDown());
    steps.add(new VerifyCertificate(state.folder()));
    return steps;
  }
}
