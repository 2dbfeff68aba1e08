package io.palimpsest.ingest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.vault.Sha256;
import jakarta.inject.Singleton;

/**
 * Merge patches (RFC 7396) of items: fields that are named change, null removes, the rest stays.
 */
@Singleton
class ItemPatch {
  private final ObjectMapper mapper;

  ItemPatch(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** Digest of a patch: equal for patches that say the same, in whatever order. */
  String digest(ObjectNode patch) throws JsonProcessingException {
    return Sha256.hex(
        mapper.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED).writeValueAsBytes(patch));
  }

  PortfolioItem apply(PortfolioItem item, ObjectNode patch) throws JsonProcessingException {
    if (patch.has("profile_id")) {
      throw TextRules.invalid("profile_id", "stays as it is: an item does not move");
    }
    ObjectNode merged = mapper.valueToTree(item);
    patch
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                merged.remove(field.getKey());
              } else {
                merged.set(field.getKey(), field.getValue());
              }
            });
    return mapper.treeToValue(merged, ItemRequest.class).toItem();
  }
}
