package io.palimpsest.deploy.licence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Under which licences something may be shipped: those, and no others. */
final class Policy {
  /** As bills of materials name them. What is new here was read by somebody before. */
  static final SortedSet<String> ALLOWED =
      new TreeSet<>(
          List.of(
              "Apache-2.0",
              "BSD-2-Clause",
              "BSD-3-Clause",
              "Bouncy Castle Licence", // the text of MIT
              "CC0-1.0",
              "EPL-1.0",
              "EPL-2.0",
              "GNU General Public License, version 2 with the GNU Classpath Exception",
              "GPL-2.0-with-classpath-exception",
              "MIT",
              "MIT-0",
              "Mozilla Public License Version 1.1"));

  /** Whose authors leave the choice between several, of which we take this one. */
  static final SortedMap<String, String> CHOSEN =
      new TreeMap<>(
          Map.of(
              "com.github.albfernandez:juniversalchardet", "Mozilla Public License Version 1.1",
              "net.java.dev.jna:jna", "Apache-2.0"));

  /** Whose pom names "The BSD License" and means this one, by its link; the bill has the oldest. */
  private static final Map<String, String> MEANT = Map.of("org.jline", "BSD-3-Clause");

  private Policy() {}

  /** Licences of a component as somebody read them, where its bill is wrong. */
  static List<String> licences(Bill.Component component) {
    String meant = MEANT.get(component.group());
    return meant == null ? component.licences() : List.of(meant);
  }

  /** Why it may not be shipped; empty when it may. Of several licences all have to be allowed. */
  static Optional<String> refusal(Shipped component) {
    List<String> licences = component.licences();
    if (licences.isEmpty()) {
      return Optional.of(component.coordinates() + " names no licence");
    }
    String chosen = CHOSEN.get(component.coordinates());
    List<String> taken = chosen != null && licences.contains(chosen) ? List.of(chosen) : licences;
    return taken.stream()
        .filter(licence -> !ALLOWED.contains(licence))
        .findFirst()
        .map(licence -> component.coordinates() + " is under " + licence);
  }
}
