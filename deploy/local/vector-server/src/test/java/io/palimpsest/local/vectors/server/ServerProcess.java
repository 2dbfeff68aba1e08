package io.palimpsest.local.vectors.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** A running {@link ServerMain}. */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static ServerProcess start(Path dataDir) throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ServerMain.class.getName(),
                dataDir.toString())
            .redirectErrorStream(true)
            .start();
    StringBuilder output = new StringBuilder();
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("port=")) {
        drain(lines);
        return new ServerProcess(process, Integer.parseInt(line.substring("port=".length())));
      }
      output.append(line).append('\n');
    }
    throw new IOException("server did not start: " + output);
  }

  int port() {
    return port;
  }

  /** Ends it at once, as SIGKILL does: nothing of its own code runs. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  private static void drain(BufferedReader lines) {
    Thread.ofVirtual().start(() -> lines.lines().forEach(System.out::println));
  }
}
