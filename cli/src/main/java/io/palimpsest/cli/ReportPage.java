package io.palimpsest.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.verify.Finding;
import io.palimpsest.audit.verify.Finding.Weight;
import io.palimpsest.audit.verify.Report;
import java.io.PrintWriter;

/** What was found in a log: to people as lines, to programs as data. */
record ReportPage(Report report) {
  /** Findings that count go to the second stream. */
  void print(PrintWriter out, PrintWriter err) {
    report
        .findings()
        .forEach(
            found ->
                (found.weight() == Weight.NOTED ? out : err)
                    .println(word(found.weight()) + "  " + found));
    report
        .counts()
        .forEach(
            (weight, count) -> {
              if (count > Report.MOST_FINDINGS) {
                err.println(word(weight) + "  and " + (count - Report.MOST_FINDINGS) + " more");
              }
            });
    report.head().ifPresent(head -> summary(head, out));
    out.println(verdict());
  }

  private void summary(Checkpoint head, PrintWriter out) {
    Report.Requests requests = report.requests();
    out.printf(
        "log %s, %d entries read, checkpoint of %d, root %s%n",
        head.origin(), report.entries(), head.size(), head.root().base64());
    out.printf("other checkpoints of the same history: %d%n", report.agreeing());
    out.printf(
        "requests: %d confirmed, %d ended otherwise, %d open, %d of them held%n",
        requests.confirmed(), requests.otherwise(), requests.open(), requests.held());
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("verdict", report.verdict().name()).put("entries", report.entries());
    report
        .head()
        .ifPresent(
            head ->
                json.putObject("checkpoint")
                    .put("origin", head.origin())
                    .put("size", head.size())
                    .put("root", head.root().base64()));
    json.put("agreeing", report.agreeing());
    json.putObject("requests")
        .put("confirmed", report.requests().confirmed())
        .put("otherwise", report.requests().otherwise())
        .put("open", report.requests().open())
        .put("held", report.requests().held());
    ArrayNode findings = json.putArray("findings");
    for (Finding found : report.findings()) {
      findings.addObject().put("weight", found.weight().name()).put("finding", found.toString());
    }
    return json;
  }

  private String verdict() {
    return switch (report.verdict()) {
      case VERIFIED -> "verified";
      case INCOMPLETE -> "verified, but promises were not kept";
      case BROKEN -> "NOT VERIFIED";
    };
  }

  private static String word(Weight weight) {
    return switch (weight) {
      case BROKEN -> "BROKEN";
      case UNKEPT -> "UNKEPT";
      case NOTED -> "note";
    };
  }
}
