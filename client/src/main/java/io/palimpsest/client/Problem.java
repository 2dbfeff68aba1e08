package io.palimpsest.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457) as the services write it.
 *
 * @param status HTTP status
 * @param title what is wrong, in a few words
 * @param detail what is wrong with this call, if there is more to say
 * @param code machine-readable code
 * @param field the field of the request that is wrong, if it is one
 * @param rule the rule that the field breaks
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Problem(
    int status,
    String title,
    @Nullable String detail,
    @Nullable String code,
    @Nullable String field,
    @Nullable String rule) {
  static Problem of(int status, String title) {
    return new Problem(status, title, null, null, null, null);
  }
}
