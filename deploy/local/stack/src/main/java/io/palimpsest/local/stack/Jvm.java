package io.palimpsest.local.stack;

import java.util.ArrayList;
import java.util.List;

/** JVM arguments of the parts: one machine carries them all, so each is kept small. */
final class Jvm {

  private static final List<String> COMMON =
      List.of(
          "-XX:+UseSerialGC",
          "-Xss512k",
          "-XX:+ExitOnOutOfMemoryError",
          // Counters in a memory-mapped file, which nobody reads here.
          "-XX:-UsePerfData",
          "-Dfile.encoding=UTF-8",
          "-Djava.net.preferIPv4Stack=true");

  private Jvm() {}

  /** Runs for long and under load: all tiers of the compiler. */
  static List<String> server(int heapMegabytes) {
    List<String> arguments = new ArrayList<>(COMMON);
    arguments.add("-Xmx" + heapMegabytes + "m");
    return arguments;
  }

  /** Not on a hot path: starts quicker and stays smaller with the first compiler alone. */
  static List<String> light(int heapMegabytes) {
    List<String> arguments = server(heapMegabytes);
    arguments.add("-XX:TieredStopAtLevel=1");
    return arguments;
  }
}
