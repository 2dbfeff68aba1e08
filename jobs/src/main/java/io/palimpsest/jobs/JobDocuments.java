package io.palimpsest.jobs;

import io.palimpsest.jobs.Job.Tenure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Jobs as documents and back. The names here are the schema of the collection. */
final class JobDocuments {
  static final String ID = "_id";
  static final String KIND = "kind";
  static final String STATE = "state";
  static final String CURSOR = "cursor";
  static final String DONE = "done";
  static final String TOTAL = "total";
  static final String COUNTS = "counts";
  static final String PER_SECOND = "per_second";
  static final String PROBLEM = "problem";
  static final String CHANGED_AT = "changed_at";
  static final String RAN = "ran_ms";
  static final String RUNNER = "runner";
  static final String BEAT = "beat";

  /** Present once nothing can follow: the document goes then. */
  static final String UNTIL = "until";

  /** Present while the job is active: unique. */
  static final String SLOT = "slot";

  private JobDocuments() {}

  static Document of(Job job, String slot) {
    return new Document(ID, job.id().toString())
        .append(KIND, job.kind())
        .append("parameters", new Document(new HashMap<String, Object>(job.parameters())))
        .append(STATE, job.state().name())
        .append(CURSOR, job.cursor())
        .append(DONE, job.progress().done())
        .append(COUNTS, new Document())
        .append(PER_SECOND, job.perSecond())
        .append("created_at", java.util.Date.from(job.createdAt()))
        .append(CHANGED_AT, java.util.Date.from(job.changedAt()))
        .append(RAN, 0L)
        .append(BEAT, 0L)
        .append(SLOT, slot);
  }

  static Job read(Document document) {
    return new Job(
        UUID.fromString(document.getString(ID)),
        document.getString(KIND),
        texts(document.get("parameters", Document.class)),
        State.valueOf(document.getString(STATE)),
        document.getString(CURSOR),
        progress(document),
        document.getLong(PER_SECOND),
        Optional.ofNullable(document.getString(PROBLEM)),
        document.getDate("created_at").toInstant(),
        document.getDate(CHANGED_AT).toInstant(),
        Duration.ofMillis(document.getLong(RAN)),
        tenure(document));
  }

  private static Progress progress(Document document) {
    Map<String, Long> counts = new HashMap<>();
    document
        .get(COUNTS, Document.class)
        .forEach((name, count) -> counts.put(name, ((Number) count).longValue()));
    @Nullable Long total = document.getLong(TOTAL);
    return new Progress(
        document.getLong(DONE),
        total == null ? OptionalLong.empty() : OptionalLong.of(total),
        counts);
  }

  private static Optional<Tenure> tenure(Document document) {
    return Optional.ofNullable(document.getString(RUNNER))
        .map(runner -> new Tenure(UUID.fromString(runner), document.getLong(BEAT)));
  }

  private static Map<String, String> texts(Document document) {
    Map<String, String> texts = new HashMap<>();
    document.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }
}
