package io.palimpsest.reembed.search;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a chat model write from matches, and hands the words on as they come. */
final class Composer {
  private static final Logger LOG = LoggerFactory.getLogger(Composer.class);

  private final StreamingChatModel model;
  private final int budget;

  /**
   * @param model writes
   * @param budget most characters of excerpts that it is given
   */
  Composer(StreamingChatModel model, int budget) {
    this.model = model;
    this.budget = budget;
  }

  /**
   * First the sources, then words, then the end or what broke; always completes. Once nobody
   * listens any more the model's answer is broken off.
   */
  Multi<Fragment> compose(Brief assignment, String query, List<AnsweredMatch> matches) {
    Excerpts excerpts = Excerpts.within(budget, matches);
    return Multi.createFrom()
        .emitter(
            emitter -> {
              emitter.emit(sources(excerpts));
              Relay relay = new Relay(emitter, excerpts.all().size());
              emitter.onTermination(relay::end);
              model.chat(Prompts.of(assignment, query, excerpts), relay);
            });
  }

  private static Fragment sources(Excerpts excerpts) {
    return new Fragment.Sources(
        IntStream.range(0, excerpts.all().size())
            .mapToObj(at -> Fragment.Citation.of(at + 1, excerpts.all().get(at).match()))
            .toList(),
        excerpts.omitted());
  }

  private static final class Relay implements StreamingChatResponseHandler {
    private final MultiEmitter<? super Fragment> emitter;
    private final int sources;
    private final StringBuilder text = new StringBuilder();
    private volatile boolean ended;
    private volatile @Nullable StreamingHandle handle;

    Relay(MultiEmitter<? super Fragment> emitter, int sources) {
      this.emitter = emitter;
      this.sources = sources;
    }

    @Override
    public void onPartialResponse(PartialResponse response, PartialResponseContext context) {
      handle = context.streamingHandle();
      if (ended) {
        context.streamingHandle().cancel();
        return;
      }
      text.append(response.text());
      emitter.emit(new Fragment.Words(response.text()));
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      emitter.emit(CitedNumbers.end(text.toString(), sources));
      emitter.complete();
    }

    @Override
    public void onError(Throwable failure) {
      LOG.warn("chat model failed cause={}", failure.getClass().getName());
      emitter.emit(new Fragment.Broken("answer.model_failed"));
      emitter.complete();
    }

    /**
     * Ended by us or by who listened; a model that did not answer yet is broken off when it does.
     */
    void end() {
      ended = true;
      StreamingHandle begun = handle;
      if (begun != null && !begun.isCancelled()) {
        begun.cancel();
      }
    }
  }
}
