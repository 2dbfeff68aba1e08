package io.palimpsest.reembed.find;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.vectorstore.Match;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.VectorQuery;
import io.palimpsest.vectorstore.VectorStoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one namespace. When dropped matches thinned the answer out, it asks for more of them. */
public final class NamespaceSearch {
  private static final Logger LOG = LoggerFactory.getLogger(NamespaceSearch.class);
  private static final int GROWTH = 4;

  private final PostCheck postCheck;
  private final Ticker ticker;

  /**
   * @param fences what is hidden
   * @param ticker clock for durations
   */
  public NamespaceSearch(Fences fences, Ticker ticker) {
    this.postCheck = new PostCheck(fences);
    this.ticker = ticker;
  }

  /** Never throws for a store that fails: that is an outcome. */
  Reply ask(FilledIndex target, Place place, Ask ask, Deadline deadline) {
    long begin = ticker.nanos();
    try {
      Seen seen = look(target, place, ask, deadline);
      report(place, seen);
      return new Reply.Answered(
          place, since(begin), seen.visible(), seen.count(Sight.FOREIGN), seen.count(Sight.STALE));
    } catch (VectorStoreException failure) {
      LOG.warn("namespace not searched namespace={} cause={}", place.name(), failure.getMessage());
      return new Reply.Failed(place, since(begin), failure);
    }
  }

  private Seen look(FilledIndex target, Place place, Ask ask, Deadline deadline) {
    NamespaceReader namespace = target.store().forTenant(place.handle());
    int wanted = ask.topK();
    while (true) {
      List<Match> matches =
          namespace.query(new VectorQuery(ask.vector(), wanted, ask.filter()), deadline).matches();
      Seen seen = sort(matches, place, target);
      boolean thinnedOut = seen.visible().size() < ask.topK() && matches.size() == wanted;
      if (!thinnedOut || wanted == VectorQuery.MAX_TOP_K) {
        return seen;
      }
      wanted = Math.min(wanted * GROWTH, VectorQuery.MAX_TOP_K);
    }
  }

  private Seen sort(List<Match> matches, Place place, FilledIndex target) {
    List<Found> visible = new ArrayList<>();
    Map<Sight, Integer> counts = new EnumMap<>(Sight.class);
    for (Match match : matches) {
      Sight sight = postCheck.look(match.metadata(), place.owner(), target.model());
      counts.merge(sight, 1, Integer::sum);
      if (sight == Sight.VISIBLE) {
        visible.add(new Found(place, match));
      }
    }
    return new Seen(visible, counts);
  }

  private static void report(Place place, Seen seen) {
    if (seen.count(Sight.FOREIGN) > 0) {
      LOG.error(
          "leak: matches of another tenant dropped namespace={} count={}",
          place.name(),
          seen.count(Sight.FOREIGN));
    }
    if (seen.count(Sight.STALE) > 0) {
      LOG.warn(
          "matches of another model dropped namespace={} count={}",
          place.name(),
          seen.count(Sight.STALE));
    }
  }

  private Duration since(long begin) {
    return Duration.ofNanos(ticker.nanos() - begin);
  }

  private record Seen(List<Found> visible, Map<Sight, Integer> counts) {
    int count(Sight sight) {
      return counts.getOrDefault(sight, 0);
    }
  }
}
