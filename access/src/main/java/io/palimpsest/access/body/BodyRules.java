package io.palimpsest.access.body;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which bodies a service takes. Bodies of other paths are as large as most may be, and not
 * streamed.
 *
 * @param most largest body where no rule says otherwise, in bytes
 * @param rules the first whose path matches counts
 */
public record BodyRules(long most, List<Rule> rules) {
  /**
   * The bodies of some paths.
   *
   * @param path matches a whole path
   * @param largest in bytes
   * @param streamed whether the endpoint takes it as it comes
   */
  public record Rule(Pattern path, long largest, boolean streamed) {
    /** Bodies that are complete before their endpoint is called. */
    public static Rule whole(String path, long largest) {
      return new Rule(Pattern.compile(path), largest, false);
    }

    /** Bodies that their endpoint takes as they come, from {@link StreamedBodies}. */
    public static Rule streamed(String path, long largest) {
      return new Rule(Pattern.compile(path), largest, true);
    }
  }

  /** Copies the rules. */
  public BodyRules {
    rules = List.copyOf(rules);
  }

  Rule of(String path) {
    return rules.stream()
        .filter(rule -> rule.path().matcher(path).matches())
        .findFirst()
        .orElseGet(() -> new Rule(Pattern.compile(".*"), most, false));
  }
}
