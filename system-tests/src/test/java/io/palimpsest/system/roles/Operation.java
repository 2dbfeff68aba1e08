package io.palimpsest.system.roles;

import java.util.Comparator;

/**
 * One operation of an API.
 *
 * @param method HTTP method, upper-case
 * @param path path with its parameters in braces
 */
record Operation(String method, String path) implements Comparable<Operation> {
  /** A path to call: parameters are ids that nobody has. */
  String callable() {
    return path.replaceAll("\\{[^}]*}", "nobody-1");
  }

  @Override
  public int compareTo(Operation other) {
    return Comparator.comparing(Operation::path)
        .thenComparing(Operation::method)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
