package io.palimpsest.system;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code palimpsest witness} as its owner runs it: a process, a key, a file of state. */
final class WitnessProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("witness at (\\S+)");
  private static final int SECONDS = 60;

  private final String name;
  private final Path folder;
  private final int port;
  private Process process;

  private WitnessProcess(String name, Path folder, int port) {
    this.name = name;
    this.folder = folder;
    this.port = port;
  }

  /** Starts one that cosigns the log with a vkey. */
  static WitnessProcess start(String name, Path folder, String logKey, int port)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("policy"), "log " + logKey + "\nquorum none\n", StandardCharsets.UTF_8);
    WitnessProcess witness = new WitnessProcess(name, folder, port);
    witness.start();
    return witness;
  }

  /** Starts it, with the state that it has; returns when it answers. */
  void start() throws IOException, InterruptedException {
    Path checkout = Path.of(System.getProperty("palimpsest.checkout", "..")).toAbsolutePath();
    Path cli = checkout.resolve("cli/target");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Files.deleteIfExists(output());
    process =
        new ProcessBuilder(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                cli.resolve("classes") + ":" + cli.resolve("lib") + "/*",
                "io.palimpsest.cli.Palimpsest",
                "witness",
                "--policy",
                folder.resolve("policy").toString(),
                "--key",
                folder.resolve("key").toString(),
                "--state",
                folder.resolve("state").toString(),
                "--name",
                name,
                "--port",
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(output().toFile())
            .start();
    found(ADDRESS);
  }

  /** Its public key. */
  String vkey() throws IOException {
    return Files.readString(folder.resolve("key.pub")).strip();
  }

  URI address() throws IOException, InterruptedException {
    return URI.create(found(ADDRESS));
  }

  /** What it has said. */
  String said() throws IOException {
    return Files.exists(output()) ? Files.readString(output()) : "";
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  private Path output() {
    return folder.resolve("output");
  }

  private String found(Pattern pattern) throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < until) {
      Matcher line = pattern.matcher(said());
      if (line.find()) {
        return line.group(1);
      }
      if (!process.isAlive()) {
        break;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new IllegalStateException("the witness did not start: " + said());
  }
}
