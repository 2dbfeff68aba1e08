package io.palimpsest.system;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An answer over HTTP.
 *
 * @param status HTTP status
 * @param body the body as JSON, missing when it is none
 */
record Reply(int status, JsonNode body) {
  /** Code of the problem. */
  String code() {
    return body.path("code").asText();
  }
}
