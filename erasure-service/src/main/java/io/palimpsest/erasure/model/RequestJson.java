package io.palimpsest.erasure.model;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests and what belongs to them in their one JSON form, for every store. Alternatives of sealed
 * types carry their simple name.
 */
public final class RequestJson {
  private static final TypeReference<LinkedHashMap<String, Object>> FIELDS =
      new TypeReference<>() {};

  private final ObjectMapper mapper =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(State.class, Named.class)
          .addMixIn(Outgoing.class, Named.class)
          .build();

  /** The form of this version, which reads those of all earlier ones. */
  public RequestJson() {
    mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    State.alternatives().forEach(mapper::registerSubtypes);
    mapper.registerSubtypes(Outgoing.class.getPermittedSubclasses());
  }

  /** A request as fields. */
  public Map<String, Object> fields(ErasureRequest request) {
    return mapper.convertValue(request, FIELDS);
  }

  /** The inverse of {@link #fields}. */
  public ErasureRequest request(Map<String, Object> fields) {
    return mapper.convertValue(fields, ErasureRequest.class);
  }

  /** A request, a hold or the like as bytes. */
  public byte[] bytes(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("the record has no JSON form", impossible);
    }
  }

  /**
   * The inverse of {@link #bytes}.
   *
   * @throws IllegalArgumentException when it is no such JSON
   */
  public <T> T parse(byte[] json, Class<T> type) {
    try {
      return mapper.readValue(json, type);
    } catch (IOException malformed) {
      throw new IllegalArgumentException("not of this form", malformed);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
  private interface Named {}
}
