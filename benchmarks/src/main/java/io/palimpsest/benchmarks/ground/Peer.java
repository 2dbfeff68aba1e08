package io.palimpsest.benchmarks.ground;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import io.palimpsest.reembed.embed.MiniLmTokens;
import io.palimpsest.reembed.text.Chunker;
import io.palimpsest.reembed.text.ChunkingRules;
import io.palimpsest.reembed.text.DocumentText;
import io.palimpsest.reembed.text.ParsingLimits;
import java.time.Duration;
import java.util.List;

/**
 * What one would write without the product: LangChain4j's ingestor into the same server, one
 * document after the other as they change; and the plain loop, which is the limit. Both cut as the
 * product does, so that the comparison is about the rest.
 */
public final class Peer {
  private static final int PER_REQUEST = 100;
  private final DocumentText parser =
      new DocumentText(new ParsingLimits(8 << 20, 8 << 20, Duration.ofSeconds(30)));
  private final Chunker chunker = new Chunker(new ChunkingRules(256, 0), new MiniLmTokens());
  private final PlainIndex index;

  /**
   * @param index where both write
   */
  public Peer(PlainIndex index) {
    this.index = index;
  }

  /** Chunks of a text. */
  public List<String> chunks(String text) {
    return chunker.split(parser.of(text.getBytes(UTF_8), "text/plain")).stream()
        .map(chunk -> chunk.text())
        .toList();
  }

  /** Takes documents in by the ingestor. */
  public void ingest(String namespace, List<String> documents, EmbeddingModel model) {
    EmbeddingStoreIngestor ingestor =
        EmbeddingStoreIngestor.builder()
            .documentSplitter(this::segments)
            .embeddingModel(model)
            .embeddingStore(new PlainStore(index, namespace, PER_REQUEST))
            .build();
    documents.forEach(document -> ingestor.ingest(Document.from(document)));
  }

  /** Splits, embeds and upserts one document after the other. */
  public void loop(String namespace, List<String> documents, EmbeddingModel model) {
    for (int at = 0; at < documents.size(); at++) {
      List<TextSegment> segments = segments(Document.from(documents.get(at)));
      index.upsert(
          namespace,
          "d" + at,
          model.embedAll(segments).content().stream().map(one -> one.vector()).toList(),
          PER_REQUEST);
    }
  }

  private List<TextSegment> segments(Document document) {
    return chunks(document.text()).stream()
        .map(chunk -> TextSegment.from(chunk, new Metadata()))
        .toList();
  }
}
