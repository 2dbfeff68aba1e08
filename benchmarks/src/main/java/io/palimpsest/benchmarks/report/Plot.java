package io.palimpsest.benchmarks.report;

import io.palimpsest.benchmarks.measure.Row;
import io.palimpsest.benchmarks.measure.Verdict;
import java.util.List;
import java.util.Locale;

/** How far each ratio is from its goal, on one logarithmic axis: right of the line is met. */
final class Plot {
  private static final int LABEL = 330;
  private static final int WIDTH = 900;
  private static final int LINE = 34;
  private static final int TOP = 50;
  private static final double HUNDREDFOLD = 2;

  private Plot() {}

  static String of(List<Row> rows) {
    StringBuilder svg = new StringBuilder();
    int height = TOP + rows.size() * LINE + 20;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="13">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="10" y="24" font-size="16">Measured against the goal, logarithmic, a hundredth to a hundredfold</text>
        <line x1="%d" x2="%d" y1="%d" y2="%d" stroke="#444" stroke-dasharray="4 3"/>
        """
            .formatted(WIDTH, height, x(0), x(0), TOP - 10, height - 10));
    for (int at = 0; at < rows.size(); at++) {
      svg.append(bar(rows.get(at), TOP + at * LINE));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String bar(Row row, int y) {
    double share = row.ratio() / row.goal().bound();
    int end = x(Math.log10(row.goal().atLeast() ? share : 1 / share));
    return """
        <text x="10" y="%d">%s</text>
        <rect x="%d" y="%d" width="%d" height="18" fill="%s"/>
        <text x="%d" y="%d">%s (goal %s)</text>
        """
        .formatted(
            y + 14,
            escaped(row.id() + " " + row.what()),
            Math.min(x(0), end),
            y,
            Math.max(1, Math.abs(end - x(0))),
            colour(row.verdict()),
            Math.max(x(0), end) + 6,
            y + 14,
            String.format(Locale.ROOT, "%.2f", row.ratio()),
            escaped(row.goal().toString()));
  }

  private static int x(double decades) {
    double bounded = Math.clamp(decades, -HUNDREDFOLD, HUNDREDFOLD);
    int middle = (LABEL + WIDTH - 150) / 2;
    return (int) (middle + bounded / HUNDREDFOLD * (middle - LABEL));
  }

  private static String colour(Verdict verdict) {
    return switch (verdict) {
      case MET -> "#3a8f5c";
      case MISSED -> "#c0504d";
      case NOISY -> "#c9a227";
    };
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
