package io.palimpsest.benchmarks.ground;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import java.util.List;
import java.util.UUID;

/** LangChain4j's port to the vendor's SDK, as far as taking in needs it. */
record PlainStore(PlainIndex index, String namespace, int perRequest)
    implements EmbeddingStore<TextSegment> {
  @Override
  public String add(Embedding embedding) {
    return addAll(List.of(embedding)).getFirst();
  }

  @Override
  public void add(String id, Embedding embedding) {
    index.upsert(namespace, id, List.of(embedding.vector()), perRequest);
  }

  @Override
  public String add(Embedding embedding, TextSegment embedded) {
    return add(embedding);
  }

  @Override
  public List<String> addAll(List<Embedding> embeddings) {
    List<String> ids = embeddings.stream().map(one -> UUID.randomUUID().toString()).toList();
    addAll(ids, embeddings, List.of());
    return ids;
  }

  @Override
  public void addAll(List<String> ids, List<Embedding> embeddings, List<TextSegment> embedded) {
    index.upsert(
        namespace, ids.getFirst(), embeddings.stream().map(Embedding::vector).toList(), perRequest);
  }

  @Override
  public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
    throw new UnsupportedOperationException("nothing is searched here");
  }
}
