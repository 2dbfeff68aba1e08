package io.palimpsest.local.launcher.demo;

import io.palimpsest.local.launcher.ProcessMemory;
import io.palimpsest.local.stack.PartProcess;
import java.util.List;

/** Ends the stack and sees to it that no process is left. */
final class StackDown implements DemoStep {

  @Override
  public String title() {
    return "Stop everything";
  }

  @Override
  public String run(Demo demo) {
    List<Long> processes = demo.stack().processes().stream().map(PartProcess::pid).toList();
    long megabytes = processes.stream().mapToLong(ProcessMemory::megabytes).sum();
    demo.close();
    long left = processes.stream().filter(StackDown::isAlive).count();
    if (left > 0) {
      throw new IllegalStateException(left + " processes are left");
    }
    return "no process is left; the stack held %d MB".formatted(megabytes);
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
