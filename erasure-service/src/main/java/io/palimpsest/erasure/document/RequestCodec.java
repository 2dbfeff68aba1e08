package io.palimpsest.erasure.document;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.State;
import java.util.LinkedHashMap;
import java.util.List;
import org.bson.Document;

/** A request as a BSON sub-document. The alternatives of sealed types carry their simple name. */
final class RequestCodec {
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

  RequestCodec() {
    mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    State.alternatives().forEach(mapper::registerSubtypes);
    mapper.registerSubtypes(Outgoing.class.getPermittedSubclasses());
  }

  Document encode(ErasureRequest request) {
    return new Document(mapper.convertValue(request, FIELDS));
  }

  ErasureRequest decode(Document body) {
    return mapper.convertValue(body, ErasureRequest.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
  private interface Named {}
}
