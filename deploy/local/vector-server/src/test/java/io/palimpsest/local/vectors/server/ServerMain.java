package io.palimpsest.local.vectors.server;

import io.palimpsest.local.vectors.index.IndexSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The server in a process of its own, to be killed. Prints its port once it can be used. */
final class ServerMain {
  private ServerMain() {}

  public static void main(String[] arguments) throws IOException {
    IndexSettings restless =
        new IndexSettings(8, Duration.ofMillis(200), Duration.ofMillis(20), 1 << 20);
    LocalServer server = LocalServer.start(Path.of(arguments[0]), restless);
    System.out.println("port=" + server.port());
  }
}
