package io.palimpsest.local.documents;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** A server in a process of its own. */
record ServerProcess(Process process, int port) implements AutoCloseable {

  private static final String READY = "listening on port ";

  static ServerProcess start(Class<?> main, Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                "0",
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("the server did not start");
    }
    return new ServerProcess(process, Integer.parseInt(line.substring(READY.length())));
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
