package io.palimpsest.erasure.health;

/** Names of this service's metrics. They are public: dashboards and alerts use them. */
public final class Metrics {
  /** Gauge: requests in work in this instance. */
  public static final String IN_WORK = "palimpsest_erasure_in_work";

  /** Timer by tag {@code state}: from the last approval to a state. */
  public static final String DURATION = "palimpsest_erasure_duration";

  /** Counter: changes of requests whose verification had found something before. */
  public static final String DELETED_AGAIN = "palimpsest_erasure_deleted_again";

  /**
   * Counter by tag {@code reported}: steps of repairs after the end; {@code false} means that
   * nothing explains it, and somebody has to be called.
   */
  public static final String CAME_BACK = "palimpsest_erasure_came_back";

  private Metrics() {}
}
