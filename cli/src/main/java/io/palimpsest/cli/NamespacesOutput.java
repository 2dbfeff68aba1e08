package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.cli.frame.OutputFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How plans, differences and reports of a move of namespaces are shown. */
final class NamespacesOutput {
  private final Output output;

  NamespacesOutput(Output output) {
    this.output = output;
  }

  void plan(JsonNode plan) {
    if (output.format() == OutputFormat.TABLE) {
      output.show(plan.path("moves"), "namespace", "creator", "twin", "target", "vectors");
    } else {
      output.show(plan);
    }
    plan.path("quarantined")
        .forEach(
            one ->
                output.say(
                    "quarantined, nobody owns it: %s (%d vectors)"
                        .formatted(one.path("namespace").asText(), one.path("vectors").asLong())));
    plan.path("refusals")
        .forEach(
            one ->
                output.say(
                    "refused: %s %s"
                        .formatted(one.path("namespace").asText(), one.path("reason").asText())));
    JsonNode estimate = plan.path("estimate");
    output.say(
        "plan %s: %d vectors, about %d bytes and %d s, 0 tokens"
            .formatted(
                plan.path("hash").asText(),
                estimate.path("vectors").asLong(),
                estimate.path("bytes").asLong(),
                estimate.path("seconds").asLong()));
  }

  /** Every difference with its age: how long ago it was found first. */
  void differences(Api api, String job) {
    Instant now = Instant.now();
    String path = "/jobs/" + Api.encoded(job) + "/findings?limit=1000";
    Optional<String> cursor = Optional.of("");
    while (cursor.isPresent()) {
      JsonNode page = api.get(path + cursor.get());
      page.path("items").forEach(one -> difference(one, now));
      cursor =
          Optional.of(page.path("next"))
              .filter(JsonNode::isTextual)
              .map(next -> "&cursor=" + Api.encoded(next.asText()));
    }
  }

  private void difference(JsonNode one, Instant now) {
    Instant since = Instant.parse(one.path("since").asText());
    output.say(
        "%s: %s %s since %s, %d s ago"
            .formatted(
                one.path("namespace").asText(),
                one.path("kind").asText().replace("migration.", ""),
                one.path("vector").asText(),
                since,
                Math.max(0, Duration.between(since, now).toSeconds())));
  }

  void rehearsed(JsonNode job) {
    JsonNode counts = job.path("counts");
    output.say(
        "rehearsed: %d of %d vectors in %d s, %d rejected, %d of %d namespaces differ; the scratch"
                .formatted(
                    counts.path("copied").asLong(),
                    job.path("total").asLong(),
                    job.path("ran_ms").asLong() / 1000,
                    counts.path("rejected").asLong(),
                    counts.path("different").asLong(),
                    counts.path("namespaces").asLong())
            + " namespaces are removed");
  }

  void report(JsonNode report) {
    if (output.format() == OutputFormat.TABLE) {
      output.show(
          report.path("namespaces"),
          "namespace",
          "target",
          "planned",
          "copied",
          "rejected",
          "superseded",
          "stage");
    } else {
      output.show(report);
    }
    said(report);
  }

  void said(JsonNode report) {
    report.path("messages").forEach(message -> output.say(message.asText()));
  }

  static boolean passed(JsonNode report) {
    for (JsonNode line : report.path("namespaces")) {
      JsonNode verified = line.path("verified");
      if (!verified.path("before").equals(verified.path("after"))
          || verified.path("missing").asLong() > 0
          || verified.path("different").asLong() > 0
          || verified.path("extra").asLong() > 0) {
        return false;
      }
    }
    return true;
  }
}
