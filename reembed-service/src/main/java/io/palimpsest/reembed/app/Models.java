package io.palimpsest.reembed.app;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.reembed.embed.Afterwards;
import io.palimpsest.reembed.embed.BudgetedEmbedder;
import io.palimpsest.reembed.embed.CachingEmbedder;
import io.palimpsest.reembed.embed.EmbedMeter;
import io.palimpsest.reembed.embed.EmbedStage;
import io.palimpsest.reembed.embed.Embedder;
import io.palimpsest.reembed.embed.EmbeddingCache;
import io.palimpsest.reembed.embed.IndexEmbeds;
import io.palimpsest.reembed.embed.LoadedModel;
import io.palimpsest.reembed.embed.MeteredEmbedder;
import io.palimpsest.reembed.embed.MongoEmbeddingCache;
import io.palimpsest.reembed.embed.ResilientEmbedder;
import io.palimpsest.reembed.embed.ValidatingEmbedder;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.text.RememberedTokens;
import io.palimpsest.reembed.text.TokenCounter;
import io.palimpsest.vectorstore.Inference;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The embedding model and its layers, one of each in the process. */
@Singleton
class Models {
  @Produces
  @Singleton
  LoadedModel model(EmbedderConfig config, Instance<Inference> inference) {
    return ModelChoice.open(config, inference::get);
  }

  @Produces
  @Singleton
  TokenCounter tokens(LoadedModel model) {
    return new RememberedTokens(model.tokens());
  }

  @Produces
  @Singleton
  EmbeddingCache cache(MongoDatabase database) {
    return new MongoEmbeddingCache(database, Clock.systemUTC());
  }

  /** The model with all its layers; the outermost spares it what was paid for. */
  @Produces
  @Singleton
  @Typed(CachingEmbedder.class)
  CachingEmbedder embedder(
      LoadedModel model,
      EmbedMeter meter,
      EmbeddingCache cache,
      Admissions admissions,
      EmbedderConfig config) {
    Embedder checked = new MeteredEmbedder(new ValidatingEmbedder(model.embedder()), meter);
    Embedder paced =
        new BudgetedEmbedder(checked, config.requestsPerMinute(), config.tokensPerMinute());
    return new CachingEmbedder(new ResilientEmbedder(paced), cache, admissions);
  }

  /** Where the index embeds by itself, no model is asked and nothing is remembered. */
  @Produces
  @Singleton
  EmbedStage stage(
      CachingEmbedder embedder,
      LoadedModel model,
      VectorsConfig vectors,
      EmbedderConfig config,
      IndexConfig index) {
    return EmbedStage.over(
        vectors.integrated() ? new IndexEmbeds(model.info()) : embedder,
        index.embedding().rules(config.patience()),
        model.textsPerCall());
  }

  @Produces
  @Singleton
  Afterwards afterwards(CachingEmbedder embedder, VectorsConfig vectors) {
    return vectors.integrated() ? Afterwards.nothing() : embedder;
  }
}
