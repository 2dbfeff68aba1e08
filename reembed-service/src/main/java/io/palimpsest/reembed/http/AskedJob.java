package io.palimpsest.reembed.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.palimpsest.access.ProblemException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job that is asked for.
 *
 * @param kind what is to be done
 * @param parameters of this kind
 * @param perSecond most work per second, 0 for as fast as it goes
 */
public record AskedJob(
    @Nullable String kind,
    @Nullable Map<String, @Nullable String> parameters,
    @JsonProperty("per_second") long perSecond) {

  /** Its kind. */
  String named() {
    if (kind == null) {
      throw invalid("kind", "is given");
    }
    return kind;
  }

  /** Its parameters, none when they were left out. */
  Map<String, String> given() {
    Map<String, String> given = new HashMap<>();
    if (parameters != null) {
      parameters.forEach(
          (name, value) -> {
            if (value == null) {
              throw invalid("parameters." + name, "has a value");
            }
            given.put(name, value);
          });
    }
    return given;
  }

  static ProblemException invalid(String field, String rule) {
    return new ProblemException(400, "job.invalid", "This job cannot be had.", field, rule);
  }
}
