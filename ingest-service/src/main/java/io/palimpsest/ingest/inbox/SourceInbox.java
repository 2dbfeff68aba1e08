package io.palimpsest.ingest.inbox;

import io.palimpsest.event.SourceSubmitted;
import io.palimpsest.event.UploadedContent;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Origin;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.entry.ScopePath;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.inbox.ParkedSubmission.Claim;
import io.palimpsest.ingest.registry.Caller;
import io.palimpsest.ingest.registry.TenantDoor;
import io.palimpsest.ingest.source.DraftContent;
import io.palimpsest.ingest.source.Source;
import io.palimpsest.ingest.source.SourceContent;
import io.palimpsest.ingest.source.SourceDraft;
import io.palimpsest.ingest.source.Sources;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.topic.Topic;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Submitted sources. */
@Singleton
final class SourceInbox implements Inbox<SourceSubmitted, Source> {
  private final Sources sources;
  private final TenantDoor door;

  SourceInbox(Sources sources, TenantDoor door) {
    this.sources = sources;
    this.door = door;
  }

  @Override
  public Topic topic() {
    return Topic.INBOX_SOURCES;
  }

  @Override
  public Class<SourceSubmitted> type() {
    return SourceSubmitted.class;
  }

  @Override
  public UUID eventId(SourceSubmitted event) {
    return event.getEventId();
  }

  @Override
  public Claim claim(SourceSubmitted event) {
    return new Claim(event.getCreatorId(), event.getTwinId(), event.getSourceId());
  }

  @Override
  public @Nullable UUID admission(SourceSubmitted event) {
    return event.getAdmission();
  }

  @Override
  public Change<Source> change(SourceSubmitted event, Caller caller, Origin origin) {
    ScopePath twin =
        door.twin(caller, event.getCreatorId(), event.getTwinId()).acknowledged().path();
    Admissions.check(event.getAdmission(), twin);
    SourceId id = new SourceId(event.getSourceId());
    Terms terms = SubmittedTerms.of(event.getIfRevision(), origin);
    return switch (event.getChange()) {
      case UPSERT -> sources.upsert(twin, id, draft(event), terms);
      case DELETE -> Sources.delete(twin, id, terms);
      case UNKNOWN -> throw TextRules.invalid("change", "is UPSERT or DELETE");
    };
  }

  @Override
  public List<Outcome> apply(List<Change<Source>> changes) {
    return sources.apply(changes);
  }

  private static SourceDraft draft(SourceSubmitted event) {
    return SourceDraft.checked(
        event.getTitle(),
        event.getMediaType(),
        event.getLanguage(),
        event.getMetadata(),
        content(event.getContent()));
  }

  private static DraftContent content(@Nullable Object content) {
    return switch (content) {
      case ByteBuffer bytes when bytes.remaining() <= SourceContent.LARGEST_INLINE ->
          new DraftContent.Given(bytes);
      case ByteBuffer tooLarge ->
          throw new RefusedException(
              Refusal.ofField(
                  413, "content.too_large", "content", "has at most 512 KiB in an event"));
      case UploadedContent uploaded -> new DraftContent.Uploaded(uploaded.getContentId());
      case null, default -> throw TextRules.invalid("content", "is required");
    };
  }
}
