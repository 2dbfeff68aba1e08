package io.palimpsest.local.launcher;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * One line of {@code status}.
 *
 * @param megabytes memory of its own that the process holds
 */
record PartStatus(String name, boolean alive, long pid, long megabytes, String address) {

  static List<PartStatus> all(StateFolder state) {
    Map<String, String> addresses = state.addresses();
    return state.processes().entrySet().stream()
        .map(
            part ->
                of(
                    part.getKey(),
                    Long.parseLong(part.getValue()),
                    addresses.getOrDefault("part." + part.getKey(), "")))
        .toList();
  }

  private static PartStatus of(String name, long pid, String address) {
    boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    return new PartStatus(name, alive, pid, alive ? ProcessMemory.megabytes(pid) : 0, address);
  }

  void print(PrintWriter out) {
    out.printf(
        "%-12s %-8s %9d %6d MB  %s%n", name, alive ? "running" : "ended", pid, megabytes, address);
  }
}
