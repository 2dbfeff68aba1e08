package io.palimpsest.audit;

import java.util.regex.Pattern;

/**
 * Who makes statements. Each source numbers its own without gaps, so that a missing one is seen and
 * a repeated one is dropped. An erasure request is a source by itself: its document holds the
 * number of its next statement, and changes state and number in one compare-and-set.
 *
 * @param path the source as a URI reference, such as {@code /erasure/er_5b0c2f9d11aa}
 */
public record AuditSource(String path) {
  /** What a path looks like; holds no upper case, so no name of a person fits by accident. */
  static final String PATTERN = "^/[a-z-]{1,32}(/[a-z0-9_-]{1,64})?$";

  private static final Pattern VALID = Pattern.compile(PATTERN);

  /** Refuses what is no source. */
  public AuditSource {
    if (!VALID.matcher(path).matches()) {
      throw new IllegalArgumentException("not a source of statements");
    }
  }

  /** The erasure request with the random reference. */
  public static AuditSource request(String requestRef) {
    return new AuditSource("/erasure/" + requestRef);
  }

  /**
   * One numbered series of a service's own.
   *
   * @param service name without the suffix, such as {@code reembed}
   * @param series what numbers it, such as {@code routes}
   */
  public static AuditSource service(String service, String series) {
    return new AuditSource("/" + service + "/" + series);
  }

  /** Name of the service that makes the statements. */
  public String service() {
    return path.substring(1).split("/", 2)[0];
  }

  /** What the service calls it: the rest of the path; empty for a service by itself. */
  public String series() {
    String[] parts = path.substring(1).split("/", 2);
    return parts.length == 2 ? parts[1] : "";
  }
}
