package io.palimpsest.reembed.embed;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.ByteArrayInputStream;
import java.util.concurrent.Executor;

/**
 * all-MiniLM-L6-v2, quantised, in this process, reading all of its 256 tokens.
 *
 * <p>One text is one run on one thread: on a few cores, texts in parallel gave twice the rate of
 * runs that each spread over all cores, and padding texts into one run gave less than either.
 */
public final class MiniLmModel extends AbstractInProcessEmbeddingModel {
  /** Name of the model, as ledger and vectors carry it. */
  public static final String NAME = "all-MiniLM-L6-v2-q";

  /** Length of its vectors. */
  public static final int DIMENSION = 384;

  /** Most tokens that it reads of a text, special ones included. */
  public static final int MAX_TOKENS = MiniLmFiles.MAX_TOKENS;

  private final OnnxBertBiEncoder encoder;

  /**
   * Loads the model, about 100 MB and less than a second.
   *
   * @param executor runs the texts of a call; as many threads as cores
   */
  public MiniLmModel(Executor executor) {
    super(executor);
    this.encoder = load();
  }

  private static OnnxBertBiEncoder load() {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      return new OnnxBertBiEncoder(
          environment,
          environment.createSession(MiniLmFiles.model(), options),
          new ByteArrayInputStream(MiniLmFiles.tokenizer()),
          PoolingMode.MEAN);
    } catch (OrtException e) {
      throw new IllegalStateException("the embedding model cannot be loaded", e);
    }
  }

  @Override
  protected OnnxBertBiEncoder model() {
    return encoder;
  }

  @Override
  protected Integer knownDimension() {
    return DIMENSION;
  }
}
