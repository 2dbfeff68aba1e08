package io.palimpsest.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import io.palimpsest.reembed.embed.MiniLmModel;
import io.palimpsest.reembed.embed.MiniLmTokens;
import io.palimpsest.reembed.text.Chunk;
import io.palimpsest.reembed.text.Chunker;
import io.palimpsest.reembed.text.ChunkingRules;
import io.palimpsest.reembed.text.DocumentText;
import io.palimpsest.reembed.text.ParsingLimits;
import io.pinecone.clients.Index;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.pinecone.unsigned_indices_model.VectorWithUnsignedIndices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * The limit: split, embed and upsert one document after the other, without events, ledger, checks
 * or retries. Prints {@code {documents, chunks, seconds, documents_per_second}}.
 */
public final class PlainLoop implements Callable<Integer> {
  private static final int TARGET_TOKENS = 256;

  @Option(names = "--documents", required = true, description = "JSONL with source_id and text.")
  private Path documents = Path.of("");

  @Option(names = "--host", required = true, description = "host:port of the vector store.")
  private String host = "";

  @Option(names = "--namespace", description = "Where to write; default: ${DEFAULT-VALUE}.")
  private String namespace = "plain-loop";

  private final DocumentText parser =
      new DocumentText(new ParsingLimits(8 << 20, 8 << 20, Duration.ofSeconds(30)));

  private PlainLoop() {}

  /** Runs the loop; the store's key is in PINECONE_API_KEY. */
  public static void main(String... args) {
    System.exit(new CommandLine(new PlainLoop()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<Document> all = Document.read(documents);
    ExecutorService cores =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try (Index index = index()) {
      MiniLmModel model = new MiniLmModel(cores);
      Chunker chunker = new Chunker(new ChunkingRules(TARGET_TOKENS, 0), new MiniLmTokens());
      // The first run of the model pays for its start.
      model.embed("warm");
      long began = System.nanoTime();
      int chunks = 0;
      for (Document document : all) {
        chunks += write(document, chunker, model, index);
      }
      print(all.size(), chunks, (System.nanoTime() - began) / 1e9);
    } finally {
      cores.shutdown();
    }
    return 0;
  }

  private int write(Document document, Chunker chunker, MiniLmModel model, Index index) {
    List<Chunk> chunks = chunker.split(parser.of(document.text().getBytes(UTF_8), "text/plain"));
    List<Embedding> embeddings =
        model
            .embedAll(chunks.stream().map(chunk -> TextSegment.from(chunk.text())).toList())
            .content();
    List<VectorWithUnsignedIndices> vectors = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      vectors.add(
          new VectorWithUnsignedIndices(document.id() + "#" + i, embeddings.get(i).vectorAsList()));
    }
    if (!vectors.isEmpty()) {
      index.upsert(vectors, namespace);
    }
    return chunks.size();
  }

  private Index index() {
    PineconeConfig config = new PineconeConfig(System.getenv("PINECONE_API_KEY"));
    config.setHost(host);
    config.setTLSEnabled(false);
    return new Index(config, new PineconeConnection(config), "plain-loop");
  }

  private static void print(int documents, int chunks, double seconds) {
    System.out.println(
        new JsonMapper()
            .valueToTree(
                Map.of(
                    "documents", documents,
                    "chunks", chunks,
                    "seconds", seconds,
                    "documents_per_second", documents / seconds)));
  }
}
