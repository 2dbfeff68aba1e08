package io.palimpsest.local.launcher;

import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.PartProcess;
import io.palimpsest.local.stack.RunningStack;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Holds the stack of {@code up} in the background until it is told to end. */
@Command(name = "supervise", hidden = true)
final class SuperviseCommand implements Callable<Integer> {

  private final StateFolder state = StateFolder.ofUp();

  @Mixin private StackOptions options = new StackOptions();

  @Override
  public Integer call() throws InterruptedException, IOException {
    Files.writeString(state.supervisorFile(), ProcessId.of(ProcessHandle.current()).text());
    // Registered first: an end while the parts start ends them by their leash.
    Runtime.getRuntime().addShutdownHook(new Thread(state::retract, "retract"));
    RunningStack stack = description().start();
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "close"));
    state.publish(processes(stack), stack.addressBook());
    new CountDownLatch(1).await();
    return ExitCodes.DONE;
  }

  private LocalStack description() {
    return WholeStack.in(state.folder(), options.parts(), options.ports(), options.mongo())
        .onReady(
            (name, took) -> System.out.printf("%-10s ready after %5d ms%n", name, took.toMillis()))
        .onUnexpectedEnd(System.out::println);
  }

  private static Map<String, String> processes(RunningStack stack) {
    return stack.processes().stream()
        .collect(Collectors.toMap(PartProcess::name, part -> Long.toString(part.pid())));
  }
}
