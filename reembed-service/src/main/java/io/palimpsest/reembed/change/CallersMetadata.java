package io.palimpsest.reembed.change;

import io.palimpsest.event.PortfolioItemState;
import io.palimpsest.event.SourceState;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.MetadataValue;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fields of an event by which its owner may filter: flat, without nulls, in a stable order. */
final class CallersMetadata {
  private CallersMetadata() {}

  static Metadata of(PortfolioItemState item) {
    Metadata.Builder metadata = Metadata.builder().put("company_name", item.getCompanyName());
    list(metadata, "deliverables", item.getDeliverables());
    list(metadata, "skills", item.getSkills());
    text(metadata, "portfolio_url", item.getPortfolioUrl());
    text(metadata, "industry", item.getIndustry());
    return metadata.build();
  }

  static Metadata of(SourceState source) {
    Metadata.Builder metadata = Metadata.builder();
    new TreeMap<>(source.getMetadata()).forEach((key, value) -> metadata.put(key, value(value)));
    text(metadata, "language", source.getLanguage());
    return metadata.build();
  }

  private static MetadataValue value(Object value) {
    return switch (value) {
      case String text -> MetadataValue.of(text);
      case Long number -> MetadataValue.of(number.longValue());
      case Double number -> MetadataValue.of(number.doubleValue());
      case Boolean flag -> MetadataValue.of(flag.booleanValue());
      case List<?> list -> MetadataValue.of(list.stream().map(String::valueOf).toList());
      default -> throw new InvalidChangeException("change.metadata");
    };
  }

  private static void list(Metadata.Builder metadata, String key, List<String> values) {
    if (!values.isEmpty()) {
      metadata.put(key, MetadataValue.of(values));
    }
  }

  private static void text(Metadata.Builder metadata, String key, @Nullable String value) {
    if (value != null) {
      metadata.put(key, value);
    }
  }
}
