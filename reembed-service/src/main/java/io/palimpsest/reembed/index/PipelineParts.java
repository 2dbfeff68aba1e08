package io.palimpsest.reembed.index;

import io.palimpsest.reembed.change.Contents;
import io.palimpsest.reembed.change.Tenants;
import io.palimpsest.reembed.embed.Afterwards;
import io.palimpsest.reembed.embed.EmbedStage;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.ledger.IntentWatch;
import io.palimpsest.reembed.ledger.Ledger;
import io.palimpsest.reembed.text.Chunker;
import io.palimpsest.reembed.text.DocumentText;
import io.palimpsest.vectorstore.VectorStore;
import java.time.Duration;

/**
 * What a pipeline is made of.
 *
 * @param target name of the target that its vectors are in
 * @param tenants who may have vectors
 * @param contents content that events only refer to
 * @param texts documents to text
 * @param chunker text to chunks
 * @param ledger what exists
 * @param watch remembers open intents
 * @param embedding the model
 * @param store the index
 * @param readTimeout longest time of a read from the index
 * @param writing writes to index and ledger
 * @param admissions the fence
 * @param afterwards is told what was committed
 * @param steps is told before every step
 */
public record PipelineParts(
    String target,
    Tenants tenants,
    Contents contents,
    DocumentText texts,
    Chunker chunker,
    Ledger ledger,
    IntentWatch watch,
    EmbedStage embedding,
    VectorStore store,
    Duration readTimeout,
    WriteStage writing,
    Admissions admissions,
    Afterwards afterwards,
    Step steps) {

  /** Puts them together. */
  public Pipeline assemble() {
    Renderer renderer = new Renderer(texts, chunker, embedding.model().name());
    return new Pipeline(
        target,
        ledger,
        admissions,
        new Preparation(tenants, contents, renderer, watch, target, ledger.adoption()),
        new Embedding(embedding, new Values(store, readTimeout)),
        writing,
        afterwards,
        steps);
  }
}
