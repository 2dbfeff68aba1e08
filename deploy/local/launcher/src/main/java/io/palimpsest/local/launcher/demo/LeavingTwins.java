package io.palimpsest.local.launcher.demo;

import io.palimpsest.client.Source;
import java.util.List;
import java.util.stream.IntStream;

/** The twins of the creator that is erased; each has a note of its own. */
final class LeavingTwins {
  static final String NOTE = "note";

  private LeavingTwins() {}

  static List<String> names() {
    return IntStream.rangeClosed(1, Sample.LEAVING_TWINS).mapToObj("stop-%02d"::formatted).toList();
  }

  static Source note(String twin) {
    return Source.text(
        "Note of " + twin,
        "At %s the caravan rested for three days and mended its wheels by the river."
            .formatted(twin));
  }
}
