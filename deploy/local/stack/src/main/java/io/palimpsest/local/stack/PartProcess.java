package io.palimpsest.local.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One part as a process: it can be killed, stopped, continued and started again on the same port
 * and data. Methods may be called from any thread.
 */
public final class PartProcess {

  /** Makes the data folder ready and says what to start; asked again at each start. */
  interface Preparation {
    Launch launch() throws IOException;
  }

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final String name;
  private final int port;
  private final Path log;
  private final Preparation preparation;
  private final Duration startTimeout;
  private final BiConsumer<PartProcess, String> onDeath;

  private @Nullable Run run;

  PartProcess(
      String name,
      int port,
      Path log,
      Preparation preparation,
      Duration startTimeout,
      BiConsumer<PartProcess, String> onDeath) {
    this.name = name;
    this.port = port;
    this.log = log;
    this.preparation = preparation;
    this.startTimeout = startTimeout;
    this.onDeath = onDeath;
  }

  /** Label of the part, with a number behind it for a second instance. */
  public String name() {
    return name;
  }

  public int port() {
    return port;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public Path log() {
    return log;
  }

  public synchronized boolean isAlive() {
    return run != null && run.process().isAlive();
  }

  /**
   * @throws IllegalStateException when the part was never started
   */
  public long pid() {
    return current().process().pid();
  }

  /**
   * Starts the part and returns when it is ready.
   *
   * @throws PortBusyException when somebody else has the port
   * @throws StackException when it ends by itself or is not ready in time; it is gone then
   */
  public void start() throws InterruptedException {
    Run started = spawn();
    boolean ready = false;
    try {
      started.awaitReady(startTimeout);
      ready = true;
    } finally {
      if (!ready) {
        started.endNow();
      }
    }
    started.onUnexpectedEnd(message -> onDeath.accept(this, message));
  }

  private synchronized Run spawn() {
    if (isAlive()) {
      throw new IllegalStateException(name + " is running");
    }
    try {
      run = Run.begin(name, preparation.launch(), log);
      return run;
    } catch (IOException e) {
      throw new StackException(name + " could not be started: " + e.getMessage(), e);
    }
  }

  /** SIGKILL, and returns when the process is gone: no chance to finish anything. */
  public void kill() throws InterruptedException {
    current().endNow();
  }

  /** SIGKILL without waiting; does nothing when the part does not run. */
  synchronized void killNow() {
    if (run != null) {
      run.signalKill();
    }
  }

  /** SIGTERM, then SIGKILL when the process has not ended within ten seconds. */
  public void end() throws InterruptedException {
    end(GRACE);
  }

  /** The same with another grace. */
  public void end(Duration grace) throws InterruptedException {
    if (isAlive()) {
      current().end(grace);
    }
  }

  /**
   * Exit code of the last run: 143 when it ended upon SIGTERM, 137 when SIGKILL ended it; empty
   * while it runs.
   *
   * @throws IllegalStateException when the part was never started
   */
  public OptionalInt exitCode() {
    Process process = current().process();
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** Ends the part and starts it again, on the same port and data. */
  public void restart() throws InterruptedException {
    end();
    start();
  }

  /** SIGSTOP: the process keeps its sockets and its memory, and does nothing. */
  public void stop() throws InterruptedException {
    signal("STOP");
  }

  /** SIGCONT: the process goes on where it was stopped. */
  public void cont() throws InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws InterruptedException {
    try {
      int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start().waitFor();
      if (exit != 0) {
        throw new StackException("no SIG%s could be sent to %s".formatted(signal, name));
      }
    } catch (IOException e) {
      throw new StackException("no SIG%s could be sent to %s".formatted(signal, name), e);
    }
  }

  private synchronized Run current() {
    if (run == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return run;
  }
}
