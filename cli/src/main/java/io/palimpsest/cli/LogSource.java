package io.palimpsest.cli;

import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.verify.LogCopy;
import io.palimpsest.audit.verify.ServedLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a log is: a folder of tiles, or the topics themselves. */
final class LogSource {
  @Option(names = "--dir", description = "Folder with checkpoint, tiles and bundles of entries.")
  private @Nullable Path directory;

  @Option(
      names = {"--bootstrap", "--bootstrap-servers"},
      description = "Brokers: the log is read from its topics.")
  private @Nullable String bootstrap;

  @Option(
      names = "--kafka-config",
      description = "Properties of the consumer, such as the user and the truststore.")
  private @Nullable Path kafkaConfig;

  /** A copy, and what has to be closed with it. */
  record Opened(LogCopy copy, AutoCloseable resource) implements AutoCloseable {
    @Override
    public void close() {
      try {
        resource.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  boolean isGiven() {
    return directory != null || bootstrap != null;
  }

  Opened open(CommandLine command) throws IOException {
    if (directory != null && bootstrap == null) {
      if (!Files.isDirectory(directory)) {
        throw new IOException(directory + " is no folder");
      }
      return new Opened(new ServedLog(new Directory(directory)), () -> {});
    }
    if (directory == null && bootstrap != null) {
      TopicCopy topics = TopicCopy.connect(bootstrap, config());
      return new Opened(topics, topics);
    }
    throw new ParameterException(command, "where the log is: either --dir or --bootstrap");
  }

  private Map<String, Object> config() throws IOException {
    Map<String, Object> config = new HashMap<>();
    if (kafkaConfig != null) {
      Properties properties = new Properties();
      try (InputStream file = Files.newInputStream(kafkaConfig)) {
        properties.load(file);
      } catch (IOException e) {
        throw new IOException(kafkaConfig + " cannot be read", e);
      }
      properties.forEach((name, value) -> config.put((String) name, value));
    }
    return config;
  }
}
