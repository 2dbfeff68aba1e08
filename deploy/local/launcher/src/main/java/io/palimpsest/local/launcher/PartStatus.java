package io.palimpsest.local.launcher;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.local.stack.Restarts.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of {@code status}.
 *
 * @param megabytes memory of its own that the process holds
 * @param restarted what the supervisor did about its ends
 */
record PartStatus(
    String name, boolean alive, long pid, long megabytes, String address, Restarted restarted) {

  static List<PartStatus> all(StateFolder state) {
    Map<String, String> addresses = state.addresses();
    Map<String, Restarted> restarts = state.restarts();
    return state.processes().entrySet().stream()
        .map(
            part ->
                of(
                    part.getKey(),
                    Long.parseLong(part.getValue()),
                    addresses.getOrDefault("part." + part.getKey(), ""),
                    restarts.getOrDefault(part.getKey(), Restarted.NEVER)))
        .toList();
  }

  private static PartStatus of(String name, long pid, String address, Restarted restarted) {
    boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    return new PartStatus(
        name, alive, pid, alive ? ProcessMemory.megabytes(pid) : 0, address, restarted);
  }

  /** Whether it runs, and is not only on its way to that. */
  boolean runs() {
    return alive && restarted.stage() == Stage.RUNNING;
  }

  /** Whether nobody starts it again. */
  boolean hasEnded() {
    return !alive && restarted.stage() != Stage.STARTING;
  }

  /** What is to be said beside the line; empty while nothing is. */
  Optional<String> remark() {
    return switch (restarted.stage()) {
      case RUNNING ->
          restarted.times() == 0
              ? Optional.empty()
              : Optional.of(
                  "%s ended by itself and was started again (restarts: %d); see logs %s"
                      .formatted(name, restarted.times(), name));
      case STARTING -> Optional.of("%s has ended and is being started again".formatted(name));
      case GIVEN_UP ->
          Optional.of(
              "%s ended too often and is not started again; see logs %s, then up"
                  .formatted(name, name));
    };
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("part", name)
        .put("state", state())
        .put("process", pid)
        .put("memory_mb", megabytes)
        .put("restarts", restarted.times())
        .put("address", address);
  }

  private String state() {
    return switch (restarted.stage()) {
      case RUNNING -> alive ? "running" : "ended";
      case STARTING -> "starting";
      case GIVEN_UP -> "given up";
    };
  }
}
