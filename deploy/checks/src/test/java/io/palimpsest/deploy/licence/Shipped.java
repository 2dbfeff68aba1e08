package io.palimpsest.deploy.licence;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A component that is shipped: a row of the page.
 *
 * @param coordinates group, name and classifier
 * @param version its version
 * @param licences names of its licences
 * @param modules the modules that bring it, sorted
 */
record Shipped(String coordinates, String version, List<String> licences, List<String> modules) {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([^`|]+)` \\| ([^|]+) \\| ([^|]*) \\| ([^|]+) \\|$");
  private static final String BETWEEN = "; ";

  static Shipped of(Bill.Component component, String module) {
    return new Shipped(
        component.coordinates(), component.version(), Policy.licences(component), List.of(module));
  }

  /** The rows of a page, in their order. */
  static List<Shipped> rows(String page) {
    return ROW.matcher(page)
        .results()
        .map(
            row ->
                new Shipped(
                    row.group(1),
                    row.group(2),
                    Stream.of(row.group(3).split(BETWEEN)).filter(one -> !one.isBlank()).toList(),
                    List.of(row.group(4).split(", "))))
        .toList();
  }

  String row() {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            coordinates, version, String.join(BETWEEN, licences), String.join(", ", modules));
  }

  /** The same component, which this other module brings too. */
  Shipped and(Shipped other) {
    return new Shipped(
        coordinates,
        version,
        licences,
        Stream.of(modules, other.modules).flatMap(List::stream).sorted().toList());
  }
}
