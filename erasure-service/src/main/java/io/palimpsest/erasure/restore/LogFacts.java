package io.palimpsest.erasure.restore;

import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.audit.CommittedLog;
import io.palimpsest.erasure.restore.Told.Confirmed;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Collects what the log says of each request. For one thread. */
final class LogFacts {
  private static final String REQUESTS = "/erasure/";

  private final Map<String, Told> byRef = new HashMap<>();

  void take(CommittedLog.Entry entry) {
    entry.statement().ifPresent(statement -> take(entry.index(), statement));
  }

  /** By reference of the request. */
  Map<String, Told> byRef() {
    return byRef;
  }

  private void take(long index, Statement statement) {
    String source = statement.source().path();
    if (source.startsWith(REQUESTS)) {
      Optional<Confirmed> confirmed =
          statement.type() == EntryType.CONFIRMED_LIVE
              ? Optional.of(new Confirmed(index, statement.seq(), text(statement)))
              : Optional.empty();
      byRef.compute(
          source.substring(REQUESTS.length()),
          (ref, told) ->
              (told == null ? Told.NOTHING : told)
                  .and(statement.seq(), statement.type() == EntryType.FENCED, confirmed));
    }
  }

  private static String text(Statement statement) {
    return new String(statement.bytes(), StandardCharsets.UTF_8);
  }
}
