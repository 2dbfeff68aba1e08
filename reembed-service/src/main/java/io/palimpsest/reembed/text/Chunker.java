package io.palimpsest.reembed.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Content-defined splitting. A chunk ends behind the best ranked sentence between a third of the
 * target and the target; as a rank depends on the sentence's own words only, the cuts behind an
 * edit soon fall where they fell before.
 *
 * <p>Thread-safe. The chunks of a text, laid end to end, are the text but for white space; with an
 * overlap each repeats the end of the one before.
 */
public final class Chunker {
  private final ChunkingRules rules;
  private final TokenCounter counter;
  private final int largest;
  private final int smallest;

  /**
   * @param rules target and overlap
   * @param counter counts as the model does
   */
  public Chunker(ChunkingRules rules, TokenCounter counter) {
    this.rules = rules;
    this.counter = counter;
    this.largest = rules.target() - counter.special() - rules.overlap();
    this.smallest = largest / 3;
  }

  /** Name of the rules, kept in the ledger. */
  public String name() {
    return rules.name();
  }

  /** The text as one chunk, however long: for what is one vector by definition. */
  public List<Chunk> whole(String text) {
    return text.isBlank() ? List.of() : List.of(chunk(text.strip(), counter.count(text)));
  }

  /** The chunks of a normalised text in their order; none for a blank one. */
  public List<Chunk> split(String text) {
    List<Unit> units = new Units(counter, largest).of(text);
    List<Chunk> chunks = new ArrayList<>();
    int from = 0;
    while (from < units.size()) {
      int to = cut(units, from);
      add(text, units, from, to, chunks);
      from = to;
    }
    return chunks;
  }

  private int cut(List<Unit> units, int from) {
    int tokens = 0;
    long size = 0;
    int best = -1;
    for (int at = from; at < units.size(); at++) {
      tokens += units.get(at).tokens();
      size += units.get(at).size();
      if ((tokens > largest || size > StoredSize.MOST) && at > from) {
        return best < 0 ? at : best + 1;
      }
      if (tokens >= smallest && (best < 0 || units.get(at).rank() >= units.get(best).rank())) {
        best = at;
      }
    }
    return units.size();
  }

  private void add(String text, List<Unit> units, int from, int to, List<Chunk> chunks) {
    int first = from;
    int repeated = 0;
    long size = units.subList(from, to).stream().mapToLong(Unit::size).sum();
    while (first > 0
        && repeated + units.get(first - 1).tokens() <= rules.overlap()
        && size + units.get(first - 1).size() <= StoredSize.MOST) {
      first--;
      repeated += units.get(first).tokens();
      size += units.get(first).size();
    }
    String own = text.substring(units.get(from).start(), units.get(to - 1).end());
    if (own.isBlank()) {
      return;
    }
    int tokens = units.subList(first, to).stream().mapToInt(Unit::tokens).sum();
    chunks.add(chunk(text.substring(units.get(first).start(), units.get(to - 1).end()), tokens));
  }

  private Chunk chunk(String text, int tokens) {
    return new Chunk(text.strip(), tokens + counter.special());
  }
}
