package io.palimpsest.local.vectors.index;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Lucene's HNSW format without its limit of 1,024 dimensions, and with graphs only where a scan
 * would be slow. It keeps the name of the format that it wraps, so that segments are read by
 * Lucene's own class.
 */
final class LargeVectorsFormat extends KnnVectorsFormat {
  /** So many floats are scanned in a few milliseconds; to put them in a graph takes minutes. */
  private static final double FLOATS_SCANNED = 6_000_000;

  private final KnnVectorsFormat hnsw;

  LargeVectorsFormat(int dimension) {
    this(
        new Lucene99HnswVectorsFormat(
            Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
            Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH,
            Lucene99HnswVectorsFormat.DEFAULT_NUM_MERGE_WORKER,
            null,
            threshold(dimension)));
  }

  private LargeVectorsFormat(KnnVectorsFormat hnsw) {
    super(hnsw.getName());
    this.hnsw = hnsw;
  }

  /**
   * Lucene makes no graph where a search for so many neighbours would visit every vector anyway,
   * which it takes to be their number times the logarithm of the segment's size.
   */
  private static int threshold(int dimension) {
    double vectors = Math.max(1_000, FLOATS_SCANNED / dimension);
    return (int) (vectors / Math.log(vectors));
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return hnsw.fieldsWriter(state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return hnsw.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String fieldName) {
    return IndexSpec.MOST_DIMENSIONS;
  }
}
