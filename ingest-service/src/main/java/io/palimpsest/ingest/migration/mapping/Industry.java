package io.palimpsest.ingest.migration.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * M9: the industry, and which rule named it.
 *
 * @param name the industry
 * @param rule {@code given}, {@code job_title:ROW}, {@code job_description:ROW} or {@code none}
 */
record Industry(String name, String rule) {
  private static final List<Row> TABLE =
      List.of(
          row(
              "E-commerce",
              "shop store storefront e-commerce ecommerce shopify woocommerce checkout"),
          row("Healthcare", "health healthcare clinic medical patient"),
          row("Finance", "bank fintech payment trading insurance"),
          row("Education", "school course learning education student students"),
          new Row("Real Estate", words("real estate", "property", "rental", "listings")),
          row("Travel", "travel hotel booking"),
          row("Gaming", "game gaming"),
          row("SaaS", "saas b2b crm"));
  private static final Industry GENERAL = new Industry("General", "none");

  static Industry of(LegacyRow row) {
    return row.said("industry")
        .map(given -> new Industry(given, "given"))
        .or(() -> in(row, "job_title"))
        .or(() -> in(row, "job_description"))
        .orElse(GENERAL);
  }

  private static Optional<Industry> in(LegacyRow row, String field) {
    return row.text(field)
        .map(text -> text.toLowerCase(Locale.ROOT))
        .flatMap(text -> TABLE.stream().filter(one -> one.words().matcher(text).find()).findFirst())
        .map(found -> new Industry(found.industry(), field + ":" + found.industry()));
  }

  private static Row row(String industry, String words) {
    return new Row(industry, words(words.split(" ")));
  }

  /** Any of the words, neither preceded nor followed by a letter, a digit or an underscore. */
  private static Pattern words(String... words) {
    return Pattern.compile(
        Arrays.stream(words)
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}_])(?:", ")(?![\\p{L}\\p{N}_])")));
  }

  private record Row(String industry, Pattern words) {}
}
