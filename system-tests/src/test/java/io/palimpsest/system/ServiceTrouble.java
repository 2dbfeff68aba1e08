package io.palimpsest.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.local.stack.PartProcess;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What happens to a service in the middle.
 *
 * @param signal which way
 * @param process to whom
 */
record ServiceTrouble(Signal signal, PartProcess process) {
  /** Beyond the consumers' session and beyond what the coordinator waits for a silent writer. */
  private static final Duration STANDS_STILL = Duration.ofSeconds(12);

  enum Signal {
    KILL,
    STOP
  }

  String name() {
    return "SIG%s of %s".formatted(signal, process.name());
  }

  /**
   * Befalls the service, and returns when it works again.
   *
   * @param inTheMiddle whether what it is to disturb is still under way
   */
  void happen(BooleanSupplier inTheMiddle) throws Exception {
    switch (signal) {
      case KILL -> {
        process.kill();
        assertThat(process.isAlive()).as(name()).isFalse();
        assertThat(inTheMiddle.getAsBoolean()).as("%s in the middle", name()).isTrue();
        process.start();
      }
      case STOP -> {
        process.stop();
        try {
          await(name()).until(() -> state().startsWith("T"));
          assertThat(inTheMiddle.getAsBoolean()).as("%s in the middle", name()).isTrue();
          await().pollDelay(STANDS_STILL).atMost(STANDS_STILL.multipliedBy(2)).until(() -> true);
        } finally {
          process.cont();
        }
      }
    }
  }

  /** As the system tells it: T for a process that is stopped. */
  private String state() throws Exception {
    Process ps =
        new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(process.pid())).start();
    return new String(ps.getInputStream().readAllBytes(), UTF_8).strip();
  }
}
