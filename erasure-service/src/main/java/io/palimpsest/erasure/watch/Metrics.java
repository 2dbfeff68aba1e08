package io.palimpsest.erasure.watch;

/** Names of this service's metrics. They are public: dashboards and alerts use them. */
public final class Metrics {
  /** Gauge: requests in work in this instance. */
  public static final String IN_WORK = "palimpsest_erasure_in_work";

  /** Timer: from a fence to the end of its drain: nothing under the scope can land any more. */
  public static final String DRAIN = "palimpsest_erasure_drain";

  /** Timer: from a statement on the intake to its entry in the audit log. */
  public static final String MERGE_DELAY = "palimpsest_audit_merge_delay";

  /** Timer by tag {@code state}: from the last approval to a state. */
  public static final String DURATION = "palimpsest_erasure_duration";

  /** Counter by tag {@code state}: requests that ended, by what they ended as. */
  public static final String ENDED = "palimpsest_erasure_ended";

  /**
   * Counter: looks for a scope that the registry does not know which found something under its ids:
   * parked records, vectors, an erasure that is remembered and not known. Somebody has to be
   * called.
   */
  public static final String WITHOUT_OWNER = "palimpsest_erasure_without_owner";

  /** Counter: changes of requests whose verification had found something before. */
  public static final String DELETED_AGAIN = "palimpsest_erasure_deleted_again";

  /**
   * Gauge: seconds since the last approval of that erasure under way which has taken longest; 0
   * when there is none.
   */
  public static final String UNDER_WAY = "palimpsest_erasure_under_way_seconds";

  /**
   * Gauge: erasures under way that cannot end as things are, counted up to the page of a look:
   * their inventory has a doubt, or something is still there after three rounds of deletion.
   */
  public static final String STOPPED = "palimpsest_erasure_stopped";

  /**
   * Counter by tag {@code reported}: steps of repairs after the end; {@code false} means that
   * nothing explains it, and somebody has to be called.
   */
  public static final String CAME_BACK = "palimpsest_erasure_came_back";

  /**
   * Gauge by tag {@code alarm}: open requests whose legal deadline is a week or a day away, or has
   * passed; counted up to the page of a look.
   */
  public static final String NEAR_DEADLINE = "palimpsest_erasure_near_deadline";

  /**
   * Gauge: records on the change topics that the last look for residuals did not understand. As
   * long as there are any, no erasure ends as physically expired.
   */
  public static final String UNDECODABLE = "palimpsest_erasure_undecodable";

  /** Gauge: refused records of the requests' topic that are kept for an operator. */
  public static final String PARKED = "palimpsest_erasure_parked";

  /** Gauge: requests and holds that a restore lost and nobody has looked after. */
  public static final String LOST = "palimpsest_erasure_lost";

  /** Counter by tag {@code reason}: receipts that were refused; somebody has to be called. */
  public static final String RECEIPTS_REFUSED = "palimpsest_erasure_receipts_refused";

  /**
   * Counter by tag {@code reason}: statements that the log refused and parked; {@code
   * statement.contradicts} means that a number was used for two statements.
   */
  public static final String STATEMENTS_REFUSED = "palimpsest_audit_statements_refused";

  /**
   * Gauge: 1 while the audit log is not signed because it is not what was published of it; somebody
   * has to be called.
   */
  public static final String LOG_REFUSED = "palimpsest_audit_log_refused";

  private Metrics() {}
}
