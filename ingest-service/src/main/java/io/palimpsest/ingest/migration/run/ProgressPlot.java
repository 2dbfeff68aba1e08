package io.palimpsest.ingest.migration.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws how far a run was when, and how fast: a page without scripts or links. Pure. */
final class ProgressPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 220;
  private static final int BARS = 40;

  private ProgressPlot() {}

  /** The page; of no samples one that says so. */
  static String of(List<Progress.Sample> samples) {
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">")
        .append("<title>Progress of a migration</title>")
        .append("<style>body{font:14px sans-serif;margin:2em}svg{border:1px solid #999}</style>")
        .append("<h1>Progress of a migration</h1>");
    if (samples.isEmpty()) {
      return page.append("<p>Nothing was done.</p></html>\n").toString();
    }
    Span span = new Span(samples.getFirst().at(), samples.getLast().at());
    long done = samples.stream().mapToLong(Progress.Sample::done).max().orElse(0);
    page.append(
        "<p>%d records in %s s, from %s</p>"
            .formatted(done, text(span.seconds()), samples.getFirst().at()));
    page.append("<h2>Records done</h2>").append(line(samples, span, done));
    page.append("<h2>Records a second</h2>").append(bars(rates(samples, span), span));
    page.append("<h2>Phases</h2><table><tr><th>phase<th>records<th>seconds<th>a second");
    phases(samples).forEach((phase, one) -> page.append(row(phase, one)));
    return page.append("</table></html>\n").toString();
  }

  /** From the first sample to the last; at least a millisecond. */
  private record Span(Instant from, Instant to) {
    double seconds() {
      return Math.max(1, Duration.between(from, to).toMillis()) / 1000.0;
    }

    double at(Instant moment) {
      return Duration.between(from, moment).toMillis() / 1000.0 / seconds();
    }
  }

  private static String line(List<Progress.Sample> samples, Span span, long most) {
    List<String> points = new ArrayList<>();
    for (Progress.Sample sample : samples) {
      points.add(
          point(span.at(sample.at()) * WIDTH, HEIGHT - height(sample.done(), Math.max(1, most))));
    }
    return svg(
        "<polyline fill=\"none\" stroke=\"#05c\" points=\"%s\"/>"
            .formatted(String.join(" ", points)),
        most);
  }

  /** Records a second in each of equal parts of the time. */
  static double[] rates(List<Progress.Sample> samples) {
    return rates(samples, new Span(samples.getFirst().at(), samples.getLast().at()));
  }

  private static double[] rates(List<Progress.Sample> samples, Span span) {
    double[] rates = new double[BARS];
    long before = 0;
    for (Progress.Sample sample : samples) {
      int bar = (int) Math.min(BARS - 1, Math.max(0, span.at(sample.at()) * BARS));
      rates[bar] += Math.max(0, sample.done() - before) / (span.seconds() / BARS);
      before = Math.max(before, sample.done());
    }
    return rates;
  }

  private static String bars(double[] rates, Span span) {
    double most = Math.max(1, Arrays.stream(rates).max().orElse(1));
    StringBuilder bars = new StringBuilder();
    double width = (double) WIDTH / BARS;
    for (int bar = 0; bar < rates.length; bar++) {
      double height = height(rates[bar], most);
      bars.append(
          "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"#5a5\"/>"
              .formatted(text(bar * width), text(HEIGHT - height), text(width - 1), text(height)));
    }
    return svg(bars.toString(), Math.round(most))
        + "<p>each bar %s s</p>".formatted(text(span.seconds() / BARS));
  }

  private static double height(double value, double most) {
    return value / most * (HEIGHT - 20);
  }

  private static String svg(String inner, long most) {
    return "<svg width=\"%d\" height=\"%d\" role=\"img\"><text x=\"4\" y=\"14\">%d</text>%s</svg>"
        .formatted(WIDTH, HEIGHT, most, inner);
  }

  /** What a phase did, and how long it took. */
  private record OfPhase(long records, double seconds) {}

  private static Map<String, OfPhase> phases(List<Progress.Sample> samples) {
    Map<String, OfPhase> phases = new LinkedHashMap<>();
    Progress.Sample before = samples.getFirst();
    long done = 0;
    for (Progress.Sample sample : samples) {
      double seconds = Duration.between(before.at(), sample.at()).toMillis() / 1000.0;
      OfPhase more = new OfPhase(Math.max(0, sample.done() - done), seconds);
      phases.merge(
          sample.phase(),
          more,
          (one, other) ->
              new OfPhase(one.records() + other.records(), one.seconds() + other.seconds()));
      done = Math.max(done, sample.done());
      before = sample;
    }
    return phases;
  }

  private static String row(String phase, OfPhase one) {
    String name = phase.replaceAll("[^0-9a-z]", "");
    return "<tr><td>%s<td>%d<td>%s<td>%s"
        .formatted(
            name,
            one.records(),
            text(one.seconds()),
            one.seconds() == 0 ? "" : text(one.records() / one.seconds()));
  }

  private static String point(double x, double y) {
    return text(x) + "," + text(y);
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
