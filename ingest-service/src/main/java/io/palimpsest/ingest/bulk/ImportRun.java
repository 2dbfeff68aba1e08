package io.palimpsest.ingest.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.palimpsest.access.Problem;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.tenancy.InvalidIdException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what the lines of one file do. */
final class ImportRun implements LineReader.Sink {
  private static final int MOST_PROBLEMS = 1_000;
  private static final int BAD_REQUEST = 400;

  private final ObjectReader rows;
  private final Importer importer;
  private final Map<String, ImportReport.Counts> tables = new HashMap<>();
  private final List<ImportReport.LineProblem> problems = new ArrayList<>();
  private long lines;
  private long refused;

  ImportRun(ObjectReader rows, Importer importer) {
    this.rows = rows;
    this.importer = importer;
  }

  @Override
  public void line(long number, byte[] bytes) throws IOException {
    lines = number;
    try {
      Row row = rows.readValue(bytes);
      Effect effect = importer.take(row);
      if (effect instanceof Effect.Refused no) {
        refuse(number, no.refusal());
      } else {
        tables.merge(
            row.table(), ImportReport.Counts.first(effect), (known, unused) -> known.plus(effect));
      }
    } catch (JsonProcessingException fault) {
      refuse(number, LineFaults.of(fault));
    } catch (RefusedException fault) {
      refuse(number, fault.refusal());
    } catch (InvalidIdException fault) {
      refuse(number, Refusal.ofField(BAD_REQUEST, "id.invalid", fault.field(), fault.rule()));
    }
  }

  @Override
  public void tooLong(long number) {
    lines = number;
    refuse(number, Refusal.of(413, "line.too_long", "The line is longer than a line may be."));
  }

  ImportReport report(boolean plan) {
    return new ImportReport(plan, lines, tables, refused, problems);
  }

  private void refuse(long number, Refusal refusal) {
    refused++;
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(
          new ImportReport.LineProblem(
              number, Problem.of(refusal.status(), refusal.code(), refusal.detail())));
    }
  }
}
