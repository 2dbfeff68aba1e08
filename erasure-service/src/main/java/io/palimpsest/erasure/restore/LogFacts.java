package io.palimpsest.erasure.restore;

import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.audit.CommittedLog;
import io.palimpsest.erasure.restore.Told.Confirmed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Collects what the log says of each request. For one thread. */
final class LogFacts {
  private static final String REQUESTS = "/erasure/";

  private final Map<String, Told> byRef = new HashMap<>();
  private final Entries entries;

  LogFacts(Entries entries) {
    this.entries = entries;
  }

  void take(CommittedLog.Entry entry) {
    entry.statement().ifPresent(statement -> take(entry.index(), entry.offset(), statement));
  }

  /** By reference of the request. */
  Map<String, Told> byRef() {
    return byRef;
  }

  private void take(long index, long offset, Statement statement) {
    String source = statement.source().path();
    if (source.startsWith(REQUESTS)) {
      Optional<Confirmed> confirmed =
          statement.type() == EntryType.CONFIRMED_LIVE
              ? Optional.of(confirmed(index, offset, statement))
              : Optional.empty();
      byRef.compute(
          source.substring(REQUESTS.length()),
          (ref, told) ->
              (told == null ? Told.NOTHING : told)
                  .and(statement.seq(), statement.type() == EntryType.FENCED, confirmed));
    }
  }

  private Confirmed confirmed(long index, long offset, Statement statement) {
    return new Confirmed(index, statement.seq(), () -> entries.entry(offset));
  }

  /** Reads an entry again. */
  @FunctionalInterface
  interface Entries {
    /** The entry at an offset of the topic, byte for byte. */
    String entry(long offset);
  }
}
