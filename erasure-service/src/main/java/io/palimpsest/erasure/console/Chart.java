package io.palimpsest.erasure.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Figures over time, as SVG wants them drawn: a line that keeps its height until the next point, or
 * a bar for each point.
 *
 * @param line points of the line, empty where bars are drawn or nothing is known
 * @param area the same line closed at the bottom
 * @param bars a bar for each point, empty where a line is drawn
 * @param width of the drawing
 * @param height of the drawing
 * @param least value at the bottom
 * @param most value at the top
 */
public record Chart(
    String line, String area, List<Bar> bars, int width, int height, double least, double most) {
  /** Copies the list. */
  public Chart {
    bars = List.copyOf(bars);
  }

  /**
   * What was found at a time.
   *
   * @param at when
   * @param value what
   */
  record Point(Instant at, double value) {}

  /** The time that is drawn. */
  record Span(Instant from, Instant to) {
    private double part(Instant at) {
      double all = Duration.between(from, to).toMillis();
      return Math.clamp(Duration.between(from, at).toMillis() / all, 0, 1);
    }
  }

  /**
   * One bar.
   *
   * @param x left edge
   * @param y upper edge
   * @param width how wide
   * @param height how high
   */
  public record Bar(String x, String y, String width, String height) {}

  /** Whether there is nothing to draw. */
  public boolean empty() {
    return line.isEmpty() && bars.isEmpty();
  }

  /**
   * A line through what is a level: between two points it is what it was at the first.
   *
   * @param points in the order of time
   * @param least value at the bottom of the drawing
   * @param most value at its top
   */
  static Chart level(
      List<Point> points, Span span, int width, int height, double least, double most) {
    if (points.isEmpty()) {
      return new Chart("", "", List.of(), width, height, least, most);
    }
    Scale scale = new Scale(height, least, most);
    List<String> corners = new ArrayList<>();
    String before = null;
    for (Point point : points) {
      String x = number(width * span.part(point.at()));
      String y = number(scale.of(point.value()));
      if (before != null) {
        corners.add(x + "," + before);
      }
      corners.add(x + "," + y);
      before = y;
    }
    corners.add(width + "," + before);
    String line = String.join(" ", corners);
    String begin = number(width * span.part(points.getFirst().at()));
    String area = "%s,%d %s %d,%d".formatted(begin, height, line, width, height);
    return new Chart(line, area, List.of(), width, height, least, most);
  }

  /**
   * A bar from zero for each point, as wide as its time.
   *
   * @param each time that a point stands for
   */
  static Chart bars(List<Point> points, Span span, Duration each, int width, int height) {
    double most = points.stream().mapToDouble(Point::value).max().orElse(0);
    Scale scale = new Scale(height, 0, most);
    List<Bar> bars = new ArrayList<>();
    for (Point point : points) {
      double left = width * span.part(point.at());
      double right = width * span.part(point.at().plus(each));
      double top = Math.min(scale.of(point.value()), height - 1.0);
      bars.add(
          new Bar(
              number(left), number(top), number(Math.max(1, right - left)), number(height - top)));
    }
    return new Chart("", "", bars, width, height, 0, most);
  }

  private record Scale(int height, double least, double most) {
    double of(double value) {
      double part = most <= least ? 1 : (value - least) / (most - least);
      return 1 + (height - 1) * (1 - Math.clamp(part, 0, 1));
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
