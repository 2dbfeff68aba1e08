package io.palimpsest.reembed.search;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;

/** What the chat model is told. */
final class Prompts {
  private Prompts() {}

  static List<ChatMessage> of(Brief assignment, String query, Excerpts excerpts) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < excerpts.all().size(); at++) {
      text.append("<excerpt number=\"")
          .append(at + 1)
          .append("\">\n")
          .append(excerpts.all().get(at).text().replace("</excerpt>", ""))
          .append("\n</excerpt>\n");
    }
    return List.of(
        SystemMessage.from(assignment.instruction()), UserMessage.from(text + "\n" + query));
  }
}
