package io.palimpsest.ingest.erase;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.source.Content;
import io.palimpsest.ingest.source.Contents;
import jakarta.inject.Singleton;
import java.util.List;

/** Stored contents of sources, those that no source uses yet included. */
@Singleton
final class ContentParticipant implements Participant {
  private static final int PAGE = 20;

  private final Contents contents;
  private final Names names;

  ContentParticipant(Contents contents, Names names) {
    this.contents = contents;
    this.names = names;
  }

  @Override
  public String name() {
    return "ingest.content";
  }

  @Override
  public long count(Target target) {
    return page(target, Integer.MAX_VALUE).size();
  }

  @Override
  public long erase(Target target, String requestRef, Works works) {
    return works.all(
        work -> {
          List<Content> page = page(target, PAGE);
          page.forEach(content -> contents.remove(content, work));
          return page.size();
        });
  }

  @Override
  public String method() {
    return "delete_chunks";
  }

  private List<Content> page(Target target, int limit) {
    if (target.isPortfolio()) {
      return List.of();
    }
    if (target.self().type() != ScopeType.SOURCE) {
      return contents.under(target.self().uid(), limit);
    }
    // A content knows its source by key: what is read first is the erased one's if the key still
    // is.
    List<Content> read = target.isNamed() ? contents.ofSource(target.key(), limit) : List.of();
    return names.leadTo(target) ? read : List.of();
  }
}
