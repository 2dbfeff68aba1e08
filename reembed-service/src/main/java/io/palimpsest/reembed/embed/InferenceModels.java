package io.palimpsest.reembed.embed;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.vectorstore.Inference;
import io.palimpsest.vectorstore.VectorStoreException;
import java.util.List;
import java.util.Optional;

/** Models that the vector store's vendor hosts. */
public final class InferenceModels {
  private InferenceModels() {}

  /**
   * Their tokenizers are not at hand: word pieces are counted, of which English has about as many.
   *
   * @param inference the service, asked for the model
   * @param info the model
   */
  public static LoadedModel over(Inference inference, ModelInfo info) {
    return new LoadedModel(
        info,
        hosted(inference, Inference.Purpose.PASSAGE, info),
        hosted(inference, Inference.Purpose.QUERY, info),
        InferenceModels::failure,
        new MiniLmTokens(),
        Inference.MAX_TEXTS);
  }

  private static BoundedModel hosted(
      Inference inference, Inference.Purpose purpose, ModelInfo info) {
    return deadline -> new Hosted(inference, purpose, info.dimension(), deadline);
  }

  private record Hosted(
      Inference inference, Inference.Purpose purpose, int dimension, Deadline deadline)
      implements EmbeddingModel {
    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
      List<String> texts = segments.stream().map(TextSegment::text).toList();
      return Response.from(
          inference.embed(texts, purpose, deadline).stream().map(Embedding::from).toList());
    }
  }

  private static EmbeddingException failure(RuntimeException failure) {
    return switch (failure) {
      case VectorStoreException.RateLimited e ->
          new EmbeddingException.Unavailable("embedding.rate_limited", e.retryAfter(), e);
      case VectorStoreException.QuotaExceeded e ->
          new EmbeddingException.Refused("embedding.quota_exceeded", e);
      case VectorStoreException.Unauthorized e ->
          new EmbeddingException.Refused("embedding.unauthorized", e);
      case VectorStoreException.NotFound e ->
          new EmbeddingException.Refused("embedding.unknown_model", e);
      case VectorStoreException.Rejected e ->
          new EmbeddingException.Rejected("embedding.rejected", e);
      case VectorStoreException.TooLarge e ->
          new EmbeddingException.Rejected("embedding.too_large", e);
      case DeadlinePassedException e ->
          new EmbeddingException.Unavailable("embedding.deadline", Optional.empty(), e);
      default ->
          new EmbeddingException.Unavailable("embedding.unavailable", Optional.empty(), failure);
    };
  }
}
