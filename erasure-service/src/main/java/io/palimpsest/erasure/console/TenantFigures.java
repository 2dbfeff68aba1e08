package io.palimpsest.erasure.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.erasure.console.Chart.Point;
import io.palimpsest.erasure.console.Chart.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's vectors, coverage and lag, as pages show them.
 *
 * @param uid uid of the organization or twin
 * @param type which of the two it is
 * @param ids its ids, outermost first
 * @param target name of the target that answers for it
 * @param vectors how many it has there now
 * @param coverage what the last reconcile found, null without one
 * @param hours what is known of the time that is shown, the oldest first
 * @param span that time
 */
public record TenantFigures(
    String uid,
    String type,
    List<String> ids,
    String target,
    long vectors,
    @Nullable Coverage coverage,
    List<Hour> hours,
    Span span) {
  private static final double ALL = 100;
  private static final double LEAST_COVERAGE = 99;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int WIDTH = 560;
  private static final int HEIGHT = 110;
  private static final int SMALL_WIDTH = 96;
  private static final int SMALL_HEIGHT = 26;

  /** Copies the lists. */
  public TenantFigures {
    ids = List.copyOf(ids);
    hours = List.copyOf(hours);
  }

  /**
   * How much is as it should be.
   *
   * @param hour when it was measured
   * @param target name of the target that is covered least
   * @param percent of a hundred
   * @param expected vectors that there should be
   * @param drifted how many were not as they should be
   */
  public record Coverage(Instant hour, String target, double percent, long expected, long drifted) {
    static @Nullable Coverage of(JsonNode found) {
      return found.isObject()
          ? new Coverage(
              Instant.parse(found.path("hour").asText()),
              found.path("target").asText(),
              found.path("percent").asDouble(),
              found.path("expected").asLong(),
              found.path("drifted").asLong())
          : null;
    }
  }

  /**
   * What is known of an hour.
   *
   * @param at when it began
   * @param vectors at its end, null when nobody looked
   * @param changes that were over
   * @param meanLag mean time until queries found a change, in milliseconds, null without one
   * @param longestLag the longest, in milliseconds
   * @param overdue changes that queries did not find in time
   * @param percent coverage, null when it was not measured
   */
  public record Hour(
      Instant at,
      @Nullable Long vectors,
      long changes,
      @Nullable Long meanLag,
      long longestLag,
      long overdue,
      @Nullable Double percent) {
    static Hour of(JsonNode hour) {
      return new Hour(
          Instant.parse(hour.path("hour").asText()),
          hour.path("vectors").isNumber() ? Long.valueOf(hour.path("vectors").asLong()) : null,
          hour.path("changes").asLong(),
          hour.path("mean_lag").isNumber() ? Long.valueOf(hour.path("mean_lag").asLong()) : null,
          hour.path("longest_lag").asLong(),
          hour.path("overdue").asLong(),
          hour.path("percent").isNumber() ? Double.valueOf(hour.path("percent").asDouble()) : null);
    }
  }

  static TenantFigures of(JsonNode tenant, Span span) {
    return new TenantFigures(
        tenant.path("uid").asText(),
        tenant.path("type").asText(),
        Operated.rows(tenant.path("ids")).map(JsonNode::asText).toList(),
        tenant.path("target").asText(),
        tenant.path("vectors").asLong(),
        Coverage.of(tenant.path("coverage")),
        Operated.rows(tenant.path("hours")).map(Hour::of).toList(),
        span);
  }

  /** Changes that were over in the time that is shown. */
  public long changes() {
    return hours.stream().mapToLong(Hour::changes).sum();
  }

  /** Changes that queries did not find in time. */
  public long overdue() {
    return hours.stream().mapToLong(Hour::overdue).sum();
  }

  /** The longest lag in milliseconds; 0 when none was measured. */
  public long longestLag() {
    return hours.stream().mapToLong(Hour::longestLag).max().orElse(0);
  }

  /** Whether a lag was measured. */
  public boolean lagged() {
    return hours.stream().anyMatch(hour -> hour.meanLag() != null);
  }

  /** The hours, the newest first. */
  public List<Hour> newest() {
    return hours.reversed();
  }

  /** Vectors over time. */
  public Chart vectorsDrawn() {
    return vectors(WIDTH, HEIGHT);
  }

  /** The same as small as a word. */
  public Chart vectorsSmall() {
    return vectors(SMALL_WIDTH, SMALL_HEIGHT);
  }

  /** Coverage over time. */
  public Chart coverageDrawn() {
    List<Point> points =
        hours.stream()
            .flatMap(
                hour -> Stream.ofNullable(hour.percent()).map(value -> new Point(hour.at(), value)))
            .toList();
    double lowest = points.stream().mapToDouble(Point::value).min().orElse(ALL);
    double least = Math.min(LEAST_COVERAGE, Math.floor(lowest));
    return Chart.level(points, span, WIDTH, HEIGHT, least, ALL);
  }

  /** The longest lag of each hour, in milliseconds. */
  public Chart lagDrawn() {
    return lag(WIDTH, HEIGHT);
  }

  /** The same as small as a word. */
  public Chart lagSmall() {
    return lag(SMALL_WIDTH, SMALL_HEIGHT);
  }

  private Chart vectors(int width, int height) {
    List<Point> points =
        hours.stream()
            .flatMap(
                hour -> Stream.ofNullable(hour.vectors()).map(value -> new Point(hour.at(), value)))
            .toList();
    double most = points.stream().mapToDouble(Point::value).max().orElse(0);
    return Chart.level(points, span, width, height, 0, Math.max(most, 1));
  }

  private Chart lag(int width, int height) {
    List<Point> points =
        hours.stream()
            .filter(hour -> hour.meanLag() != null)
            .map(hour -> new Point(hour.at(), hour.longestLag()))
            .toList();
    return Chart.bars(points, span, HOUR, width, height);
  }
}
