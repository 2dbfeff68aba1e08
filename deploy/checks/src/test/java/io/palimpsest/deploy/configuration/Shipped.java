package io.palimpsest.deploy.configuration;

import io.palimpsest.deploy.Checkout;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The properties that a service is shipped with: they name variables and change defaults. */
final class Shipped {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^:}]+)(:([^}]*))?}");

  private final Map<String, String> values = new TreeMap<>();

  /** What stands behind a key. */
  sealed interface Value {
    /** A value. */
    record Literal(String value) implements Value {}

    /**
     * A variable of its own.
     *
     * @param byDefault what holds without it, or empty when it has to be set
     */
    record Variable(String name, Optional<String> byDefault) implements Value {}

    /** What another setting says. */
    record Same(String key, Optional<String> byDefault) implements Value {}
  }

  /** What these files say together, a later one over an earlier one. */
  static Shipped of(String... files) {
    Shipped shipped = new Shipped();
    for (String file : files) {
      Properties properties = new Properties();
      try {
        properties.load(new StringReader(Checkout.read(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      properties.forEach((key, value) -> shipped.values.put(key.toString(), value.toString()));
    }
    return shipped;
  }

  /** Keys of the product, those of a profile left out. */
  List<String> keys() {
    return values.keySet().stream().filter(key -> key.startsWith("palimpsest.")).toList();
  }

  /** What is said of a key. */
  Optional<Value> find(String key) {
    return Optional.ofNullable(values.get(key)).map(Shipped::parse);
  }

  private static Value parse(String text) {
    Matcher reference = REFERENCE.matcher(text);
    if (!reference.matches()) {
      return new Value.Literal(text);
    }
    Optional<String> byDefault = Optional.ofNullable(reference.group(3));
    return reference.group(1).contains(".")
        ? new Value.Same(reference.group(1), byDefault)
        : new Value.Variable(reference.group(1), byDefault);
  }
}
