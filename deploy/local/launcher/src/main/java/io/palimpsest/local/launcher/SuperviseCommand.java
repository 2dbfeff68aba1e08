package io.palimpsest.local.launcher;

import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.local.stack.Keeper;
import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.PartProcess;
import io.palimpsest.local.stack.RunningStack;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Holds the stack of {@code up} in the background until it is told to end, and starts parts again
 * that end by themselves.
 */
@Command(name = "supervise", hidden = true)
final class SuperviseCommand implements Callable<ExitCode> {

  private final StateFolder state = StateFolder.ofUp();
  private final Keeper keeper = Keeper.of(System.out::println, this::publish);
  private @Nullable RunningStack running;

  @Mixin private StackOptions options = new StackOptions();

  @Override
  public ExitCode call() throws InterruptedException, IOException {
    Files.writeString(state.supervisorFile(), ProcessId.of(ProcessHandle.current()).text());
    // Registered first: an end while the parts start ends them by their leash.
    Runtime.getRuntime().addShutdownHook(new Thread(state::retract, "retract"));
    RunningStack stack = description().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(stack), "close"));
    publish(stack);
    state.open(stack.addressBook());
    new CountDownLatch(1).await();
    return ExitCode.DONE;
  }

  private LocalStack description() {
    return WholeStack.in(state.folder(), options.parts(), options.ports(), options.mongo())
        .onReady(
            (name, took) -> System.out.printf("%-10s ready after %5d ms%n", name, took.toMillis()))
        .onDeath(keeper::died);
  }

  /** Nothing is started again while the stack is ended. */
  private void close(RunningStack stack) {
    keeper.close();
    stack.close();
  }

  private synchronized void publish(RunningStack stack) {
    running = stack;
    publish();
  }

  /** What dies before the whole is ready is told when it is. */
  private synchronized void publish() {
    RunningStack stack = running;
    if (stack != null) {
      Map<String, Restarted> restarts = new TreeMap<>();
      keeper.restarts().forEach((part, of) -> restarts.put(part, Restarted.of(of)));
      state.publish(processes(stack), restarts);
    }
  }

  private static Map<String, String> processes(RunningStack stack) {
    return stack.processes().stream()
        .collect(Collectors.toMap(PartProcess::name, part -> Long.toString(part.pid())));
  }
}
