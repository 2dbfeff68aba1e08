package io.palimpsest.ingest.bulk;

import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.registry.Creator;
import io.palimpsest.ingest.registry.Twin;
import io.palimpsest.ingest.source.DraftContent;
import io.palimpsest.ingest.source.SourceDraft;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import org.jspecify.annotations.Nullable;

/** What rows say, checked by the same rules as HTTP. */
final class Rows {
  private static final int LONGEST = 300;

  private Rows() {}

  static CreatorId creatorId(Row row) {
    String id =
        switch (row) {
          case Row.CreatorRow creator -> creator.creatorId();
          case Row.TwinRow twin -> twin.creatorId();
          case Row.SourceRow source -> source.creatorId();
        };
    return new CreatorId(TextRules.present("creator_id", id));
  }

  static TwinId twinId(Row.TwinRow row) {
    return new TwinId(TextRules.present("twin_id", row.twinId()));
  }

  static TwinId twinId(Row.SourceRow row) {
    return new TwinId(TextRules.present("twin_id", row.twinId()));
  }

  static SourceId sourceId(Row.SourceRow row) {
    return new SourceId(TextRules.present("source_id", row.sourceId()));
  }

  static Creator creator(Row.CreatorRow row) {
    return new Creator(name(row.displayName()), reference(row.externalReference()));
  }

  static Twin twin(Row.TwinRow row) {
    return new Twin(name(row.displayName()), reference(row.externalReference()));
  }

  static SourceDraft draft(Row.SourceRow row) {
    String type = row.mediaType() == null ? "text/plain" : row.mediaType();
    return SourceDraft.checked(
        row.title(),
        type,
        row.language(),
        row.metadata(),
        DraftContent.ofFields(row.content(), null));
  }

  private static @Nullable String name(@Nullable String text) {
    return TextRules.optional("display_name", text, LONGEST);
  }

  private static @Nullable String reference(@Nullable String text) {
    return TextRules.optional("external_reference", text, LONGEST);
  }
}
