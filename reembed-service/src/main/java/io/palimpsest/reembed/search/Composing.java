package io.palimpsest.reembed.search;

import io.palimpsest.access.ProblemException;
import io.palimpsest.event.AccessAction;
import io.palimpsest.reembed.find.Place;
import io.palimpsest.tenancy.Principal;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.function.Supplier;

/** Searches, then has text written from what was found, as server-sent events. */
@Singleton
class Composing {
  private final Searcher searcher;
  private final Accesses accesses;
  private final Composers composers;

  Composing(Searcher searcher, Accesses accesses, Composers composers) {
    this.searcher = searcher;
    this.accesses = accesses;
    this.composers = composers;
  }

  /** Throws the problem when no model is configured: nobody searches for nothing. */
  void require() {
    composers.require();
  }

  Multi<OutboundSseEvent> compose(
      Sse sse,
      Brief assignment,
      Principal asking,
      String tenant,
      Question question,
      Supplier<Place> place) {
    String words = words(question);
    SearchAnswer found =
        accesses.logged(
            asking,
            AccessAction.SEARCH,
            tenant,
            () -> searcher.search(List.of(place.get()), question));
    return composers.compose(assignment, words, found.matches()).map(piece -> event(sse, piece));
  }

  private static String words(Question question) {
    return switch (question.probe()) {
      case Probe.Words words -> words.text();
      case Probe.Place vector ->
          throw new ProblemException(
              400, "search.invalid", "query breaks its rule", "query", "must be given");
    };
  }

  private static OutboundSseEvent event(Sse sse, Fragment piece) {
    return sse.newEventBuilder()
        .name(piece.event())
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(piece)
        .build();
  }
}
