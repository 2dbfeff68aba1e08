package io.palimpsest.reembed.search.compose;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import io.palimpsest.reembed.search.answer.AnsweredMatch;
import java.util.List;

/** What the chat model is told. */
final class Prompts {
  private Prompts() {}

  static List<ChatMessage> of(Assignment assignment, String query, List<AnsweredMatch> matches) {
    StringBuilder excerpts = new StringBuilder();
    for (int at = 0; at < matches.size(); at++) {
      AnsweredMatch match = matches.get(at);
      excerpts
          .append("<excerpt number=\"")
          .append(at + 1)
          .append("\">\n")
          .append(match.text() == null ? "" : match.text().replace("</excerpt>", ""))
          .append("\n</excerpt>\n");
    }
    return List.of(
        SystemMessage.from(assignment.instruction()), UserMessage.from(excerpts + "\n" + query));
  }
}
