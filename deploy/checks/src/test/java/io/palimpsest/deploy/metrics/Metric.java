package io.palimpsest.deploy.metrics;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A metric as a constant of the code declares it.
 *
 * @param name as the code has it
 * @param type what it is
 * @param help what it says, on one line
 */
record Metric(String name, Type type, String help) {
  /** What a metric is, and under which names Prometheus has it. */
  enum Type {
    COUNTER("_total"),
    GAUGE(""),
    TIMER("_seconds_count", "_seconds_sum", "_seconds_max", "_seconds_bucket"),
    SUMMARY("_count", "_sum", "_max");

    private final List<String> suffixes;

    Type(String... suffixes) {
      this.suffixes = List.of(suffixes);
    }
  }

  /** Reads a comment that begins with the type: {@code Counter: what it says.} */
  static Metric of(String name, String comment) {
    String word = comment.split("[: ]", 2)[0].toUpperCase(Locale.ROOT);
    if (Stream.of(Type.values()).noneMatch(type -> type.name().equals(word))) {
      throw new IllegalArgumentException(
          name + ": its comment has to begin with Counter, Gauge, Timer or Summary");
    }
    return new Metric(name, Type.valueOf(word), comment);
  }

  /** Its names in queries. */
  List<String> series() {
    String base = name.replace('.', '_');
    return type.suffixes.stream()
        .map(suffix -> base.endsWith(suffix) ? base : base + suffix)
        .toList();
  }

  /** A row of the page. */
  String row() {
    String shown = type == Type.TIMER ? name.replace('.', '_') + "_seconds" : series().getFirst();
    if (type == Type.SUMMARY) {
      shown = name.replace('.', '_');
    }
    return "| `" + shown + "` | " + help + " |\n";
  }
}
