package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.item.PortfolioItem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;

/** What a migration will come to, before it begins (M28). For one thread. */
final class Estimate {
  /** Of English text; models count otherwise by a tenth or two. */
  private static final int CHARACTERS_A_TOKEN = 4;

  private static final double MILLION = 1e6;

  private final double pricePerMillionTokens;
  private long rows;
  private long bytes;
  private long items;
  private long characters;

  /**
   * @param pricePerMillionTokens of the model that embeds, 0 for one that costs nothing
   */
  Estimate(double pricePerMillionTokens) {
    this.pricePerMillionTokens = pricePerMillionTokens;
  }

  void addRow(BsonDocument row) {
    rows++;
    bytes += row.toJson().getBytes(StandardCharsets.UTF_8).length;
  }

  void addItem(PortfolioItem item) {
    items++;
    characters += Expected.text(item).length();
  }

  /**
   * The figures.
   *
   * @param pace what an item took in the last run that ended; empty while there was none, and then
   *     no time is said
   */
  Map<String, Object> of(Optional<Duration> pace) {
    Map<String, Object> figures = new LinkedHashMap<>();
    long tokens = Math.ceilDiv(characters, CHARACTERS_A_TOKEN);
    figures.put("rows", rows);
    figures.put("bytes", bytes);
    figures.put("items", items);
    figures.put("tokens", tokens);
    figures.put("cost", tokens / MILLION * pricePerMillionTokens);
    pace.ifPresent(one -> figures.put("seconds", one.multipliedBy(items).toSeconds()));
    return figures;
  }
}
