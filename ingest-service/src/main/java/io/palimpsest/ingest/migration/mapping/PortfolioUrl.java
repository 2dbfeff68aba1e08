package io.palimpsest.ingest.migration.mapping;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.BsonValue;

/** M8: where the work can be seen. */
final class PortfolioUrl {
  private PortfolioUrl() {}

  static Optional<String> of(LegacyRow row) {
    return row.field("portfolio_urls").map(PortfolioUrl::given).orElse(List.of()).stream()
        .map(String::strip)
        .filter(PortfolioUrl::isWebAddress)
        .findFirst();
  }

  private static List<String> given(BsonValue value) {
    return Texts.ofArray(value)
        .or(() -> value.isString() ? Texts.ofJson(value.asString().getValue()) : Optional.empty())
        .orElse(List.of());
  }

  /** With a host, and without blanks: a URI has none. */
  private static boolean isWebAddress(String text) {
    try {
      URI uri = new URI(text);
      String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
    } catch (URISyntaxException notOne) {
      return false;
    }
  }
}
