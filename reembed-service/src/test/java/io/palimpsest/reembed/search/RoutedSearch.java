package io.palimpsest.reembed.search;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.find.Ask;
import io.palimpsest.reembed.find.FanOut;
import io.palimpsest.reembed.find.FilledIndex;
import io.palimpsest.reembed.find.Place;
import io.palimpsest.reembed.find.QueryEmbedder;
import io.palimpsest.reembed.find.Reply;
import io.palimpsest.reembed.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks the side that searches ask, for tests that are no searches themselves. */
public final class RoutedSearch {
  private final FanOut fanOut;
  private final AskedTargets targets;

  /**
   * @param embedders what embeds queries for each of the indexes
   * @param home target of tenants without a route
   * @param routes where tenants are, for reading
   */
  public RoutedSearch(
      FanOut fanOut,
      Map<FilledIndex, QueryEmbedder> embedders,
      String home,
      Function<UUID, Optional<Route>> routes) {
    this.fanOut = fanOut;
    this.targets =
        new AskedTargets(
            embedders.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        entry -> entry.getKey().name(),
                        entry ->
                            new AskedTarget(
                                entry.getValue(),
                                entry.getKey(),
                                found -> found.stream().map(any -> OptionalInt.empty()).toList()))),
            home,
            routes);
  }

  /**
   * An answer.
   *
   * @param target who gave it
   */
  public record Answer(String target, Reply reply) {}

  /** The matches of a question in one place. */
  public Answer ask(Place place, String question, int topK) {
    AskedTarget asked = targets.of(List.of(place)).answering();
    Deadline deadline = Deadline.after(Ticker.system(), Duration.ofSeconds(5));
    Ask ask = new Ask(asked.embedder().embed(question, deadline), topK, Optional.empty());
    return new Answer(
        asked.target().name(), fanOut.ask(asked.target(), List.of(place), ask).getFirst());
  }
}
