package io.palimpsest.ingest.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.palimpsest.ingest.vault.Sha256;
import java.util.Map;
import org.bson.Document;

/** States that are plain records: as documents and as a digest. */
public final class StateJson {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  /** Its form is stored and digested: a change of it makes every entry look changed. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private StateJson() {}

  /** The state as a document. */
  public static Document toDocument(Object state) {
    return new Document(MAPPER.convertValue(state, MAP));
  }

  /** The inverse of {@link #toDocument}. */
  public static <S> S fromDocument(Document document, Class<S> type) {
    return MAPPER.convertValue(document, type);
  }

  /** Digest of a state: equal for equal states. */
  public static String fingerprint(Object state) {
    try {
      return Sha256.hex(MAPPER.writeValueAsBytes(state));
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException("the state has no JSON form", impossible);
    }
  }
}
