package io.palimpsest.reembed.search.compose;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.palimpsest.reembed.search.answer.AnsweredMatch;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a chat model write from matches, and hands the words on as they come. */
final class Composer {
  private static final Logger LOG = LoggerFactory.getLogger(Composer.class);

  private final StreamingChatModel model;

  Composer(StreamingChatModel model) {
    this.model = model;
  }

  /** First the sources, then words, then the end or what broke; always completes. */
  Multi<Piece> compose(Assignment assignment, String query, List<AnsweredMatch> matches) {
    return Multi.createFrom()
        .emitter(
            emitter -> {
              emitter.emit(sources(matches));
              model.chat(
                  Prompts.of(assignment, query, matches), new Relay(emitter, matches.size()));
            });
  }

  private static Piece sources(List<AnsweredMatch> matches) {
    return new Piece.Sources(
        IntStream.range(0, matches.size())
            .mapToObj(at -> Piece.Citation.of(at + 1, matches.get(at)))
            .toList());
  }

  private static final class Relay implements StreamingChatResponseHandler {
    private final MultiEmitter<? super Piece> emitter;
    private final int sources;
    private final StringBuilder text = new StringBuilder();

    Relay(MultiEmitter<? super Piece> emitter, int sources) {
      this.emitter = emitter;
      this.sources = sources;
    }

    @Override
    public void onPartialResponse(String words) {
      text.append(words);
      emitter.emit(new Piece.Words(words));
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      emitter.emit(CitedNumbers.end(text.toString(), sources));
      emitter.complete();
    }

    @Override
    public void onError(Throwable failure) {
      LOG.warn("chat model failed cause={}", failure.getClass().getName());
      emitter.emit(new Piece.Broken("answer.model_failed"));
      emitter.complete();
    }
  }
}
