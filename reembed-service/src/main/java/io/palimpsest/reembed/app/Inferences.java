package io.palimpsest.reembed.app;

import io.palimpsest.vectorstore.Inference;
import io.palimpsest.vectorstore.pinecone.InferenceSettings;
import io.palimpsest.vectorstore.pinecone.PineconeInference;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The vector store vendor's hosted models; opened only when they are asked for. */
@Singleton
class Inferences {
  @Produces
  @Singleton
  Inference inference(EmbedderConfig config) {
    EmbedderConfig.Pinecone hosted = config.pinecone();
    String key =
        hosted
            .apiKey()
            .filter(given -> !given.isBlank())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "palimpsest.embedder.pinecone.api-key (PINECONE_API_KEY) must be set"));
    return PineconeInference.open(
        new InferenceSettings(hosted.url(), key, hosted.model(), asked(hosted), config.timeout()));
  }

  /** Only this family takes the parameter; the others have one length each. */
  private static int asked(EmbedderConfig.Pinecone hosted) {
    return hosted.model().startsWith("llama-text-embed") ? hosted.dimension() : 0;
  }
}
