package io.palimpsest.local.broker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * Starts one KRaft node from a {@code server.properties}, formatting its log folder when that is
 * new. Both happen in one process, which saves the start of a second JVM.
 */
public final class Broker {

  private Broker() {}

  /**
   * @param args the path of the {@code server.properties}
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("usage: Broker SERVER_PROPERTIES");
    }
    Path properties = Path.of(args[0]);
    if (!isFormatted(logFolder(properties))) {
      format(properties);
    }
    Kafka.main(new String[] {properties.toString()});
  }

  private static Path logFolder(Path properties) throws IOException {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(properties)) {
      settings.load(reader);
    }
    String folder = settings.getProperty("log.dirs");
    if (folder == null) {
      throw new IllegalArgumentException("log.dirs is missing in " + properties);
    }
    return Path.of(folder);
  }

  private static boolean isFormatted(Path logFolder) {
    return Files.exists(logFolder.resolve("meta.properties"));
  }

  private static void format(Path properties) {
    String clusterId = Uuid.randomUuid().toString();
    String[] command = {
      "format", "--cluster-id", clusterId, "--config", properties.toString(), "--ignore-formatted"
    };
    int exit = StorageTool.execute(command, System.out);
    if (exit != 0) {
      throw new IllegalStateException("formatting the log folder failed with code " + exit);
    }
  }
}
