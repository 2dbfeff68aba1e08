package io.palimpsest.reembed.search;

import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.palimpsest.access.ProblemException;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The composer that is configured, or the problem that says what to configure. */
@Singleton
public class Composers {
  private static final String NO_KEY = "none";

  private final Optional<Composer> composer;

  Composers(ComposeConfig config) {
    composer =
        config
            .url()
            .flatMap(
                url ->
                    config
                        .model()
                        .filter(name -> !name.isBlank())
                        .map(name -> composer(config, url, name)));
  }

  /** Throws the problem when no model is configured; before anything is searched. */
  public void require() {
    configured();
  }

  /** Writes from the matches. */
  public Multi<Fragment> compose(Brief assignment, String query, List<AnsweredMatch> matches) {
    return configured().compose(assignment, query, matches);
  }

  private Composer configured() {
    return composer.orElseThrow(
        () ->
            new ProblemException(
                501,
                "answer.not_configured",
                "no chat model is configured: set palimpsest.answer.url (PALIMPSEST_ANSWER_URL) to"
                    + " an OpenAI-compatible service, palimpsest.answer.model, and"
                    + " palimpsest.answer.api-key where the service wants a key"));
  }

  private static Composer composer(ComposeConfig config, URI url, String name) {
    return new Composer(
        OpenAiStreamingChatModel.builder()
            .baseUrl(url.toString())
            .apiKey(config.apiKey().filter(key -> !key.isBlank()).orElse(NO_KEY))
            .modelName(name)
            .timeout(config.timeout())
            .build(),
        config.promptCharacters());
  }
}
