package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What an answer about a request comes to, in a sentence that promises nothing. */
final class Said {
  private static final String NOTHING_FOUND = "NOTHING_FOUND";

  private Said() {}

  /** After a plan alone was asked for. */
  static String ofPlan(JsonNode request) {
    String state = request.path("state").asText();
    if (state.equals(NOTHING_FOUND)) {
      return "nothing found under these ids; nothing was erased and nothing was requested";
    }
    return request.path("ended").asBoolean()
        ? "nothing was requested; --yes does it"
        : "the plan is not made yet (`palimpsest erase status %s` shows it); nothing was requested"
            .formatted(request.path("request_id").asText());
  }

  /** After an erasure was asked for, or looked at; empty while the answer says it all. */
  static String ofRequest(JsonNode request) {
    return request.path("state").asText().equals(NOTHING_FOUND)
        ? "nothing found; nothing was erased"
        : "";
  }
}
