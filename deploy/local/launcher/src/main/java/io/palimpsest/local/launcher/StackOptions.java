package io.palimpsest.local.launcher;

import io.palimpsest.local.stack.Part;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that start a stack. */
final class StackOptions {

  /** Carries the address of a MongoDB to the supervisor: it may hold a password. */
  static final String MONGO_VARIABLE = "PALIMPSEST_MONGO_URI";

  @Option(
      names = "--port",
      paramLabel = "PART=PORT",
      split = ",",
      description =
          "Fixed port of a part, such as gateway=8080. Without it the gateway takes 8080 when that"
              + " is free; all others take free ports.")
  private Map<Part, Integer> ports = new TreeMap<>();

  @Option(
      names = "--mongo",
      paramLabel = "URI",
      description =
          "Use this MongoDB in place of the embedded server; or set " + MONGO_VARIABLE + ".")
  private @Nullable String mongo;

  @Option(
      names = "--parts",
      split = ",",
      paramLabel = "PART",
      description = "Start only these, to run the others from an IDE; default: all.")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  Set<Part> parts() {
    return Set.copyOf(parts);
  }

  Map<Part, Integer> ports() {
    return Map.copyOf(ports);
  }

  @Nullable String mongo() {
    return mongo == null ? System.getenv(MONGO_VARIABLE) : mongo;
  }

  /** The same options for another process, but what belongs into its environment. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    parts.forEach(part -> arguments.add("--parts=" + part));
    ports.forEach((part, port) -> arguments.add("--port=" + part + "=" + port));
    return arguments;
  }

  /** What belongs into the environment of that process. */
  Map<String, String> environment() {
    String uri = mongo();
    return uri == null ? Map.of() : Map.of(MONGO_VARIABLE, uri);
  }
}
