package io.palimpsest.messaging;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * As whom and over what a client talks to the brokers: Kafka's own properties for SASL and TLS, and
 * no others. They hold secrets, so that they come from a file alone and are never printed.
 *
 * @param properties by name, such as {@code sasl.jaas.config}
 */
public record BrokerAccess(Map<String, String> properties) {
  /** Nobody in particular, in clear: for brokers that ask for nothing. */
  public static final BrokerAccess ANYBODY = new BrokerAccess(Map.of());

  private static final Pattern NAMES = Pattern.compile("(security|sasl|ssl)\\.[a-z.]+");

  /** Refuses any other setting, on which contracts of the product may rest. */
  public BrokerAccess {
    properties = Map.copyOf(properties);
    for (String name : properties.keySet()) {
      if (!NAMES.matcher(name).matches()) {
        throw new IllegalArgumentException(
            name + " is no setting of SASL or TLS; others are the product's own");
      }
    }
  }

  /**
   * Reads a file of Java properties.
   *
   * @throws IllegalStateException when the file cannot be read or sets something else; names the
   *     file and never a value
   */
  public static BrokerAccess read(Path file) {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      read.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "the access to the brokers cannot be read from "
              + file
              + ": "
              + e.getClass().getSimpleName());
    }
    Map<String, String> properties = new TreeMap<>();
    read.stringPropertyNames()
        .forEach(name -> properties.put(name, read.getProperty(name).strip()));
    try {
      return new BrokerAccess(properties);
    } catch (IllegalArgumentException refused) {
      throw new IllegalStateException(file + ": " + refused.getMessage());
    }
  }

  /** Names alone. */
  @Override
  public String toString() {
    return "BrokerAccess" + new TreeMap<>(properties).keySet();
  }
}
