package io.palimpsest.reembed.migration;

import io.palimpsest.fencing.Work;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.local.stack.VectorIndexes;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.Topics;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.MetadataValue;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorValues;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** An old system with some twins, and a plan for them that was agreed to. */
final class CopyGround {
  static final int DIMENSION = 32;
  final Random random = new Random(20261129);
  final RunningStack stack;
  final CopyParts.Where where;
  final CopyParts parts;
  final List<Move> all = new ArrayList<>();

  /**
   * @param twins how many twins
   * @param vectors how many each has
   */
  CopyGround(int twins, int vectors) throws Exception {
    stack = SharedStack.with(Part.BROKER, Part.REGISTRY, Part.DOCUMENTS, Part.VECTORS);
    URI registry = URI.create(stack.registryUrl());
    try (Topics topics =
        Topics.connect(
            KafkaSettings.of(stack.bootstrapServers(), "t"), registry, Replication.LOCAL)) {
      topics.apply();
    }
    where =
        new CopyParts.Where(
            stack.mongoUri("reembed"),
            "crash" + UUID.randomUUID().toString().substring(0, 8),
            new VectorIndexes(stack).create(DIMENSION),
            stack.secrets().vectorsAdminKey(),
            stack.bootstrapServers(),
            stack.registryUrl(),
            stack.secrets().signingKeys().toString(),
            stack.secrets().trustedKeys().toString(),
            Integer.toString(twins));
    parts = new CopyParts(where);
    parts.awaitLease();
    for (int at = 0; at < twins; at++) {
      all.add(move(at, vectors));
      fill(all.get(at), vectors);
    }
    accept();
  }

  private void accept() throws Exception {
    parts.plans.begin(
        new Plans.Accepted("p", CopyParts.MODEL, "test", Instant.EPOCH, List.of(), false));
    working(
        work ->
            all.forEach(
                move ->
                    parts.moves.begin(
                        new MoveState(
                            move,
                            "p",
                            CopyParts.MODEL,
                            "test",
                            Instant.EPOCH,
                            MoveState.Copied.NOTHING,
                            Optional.empty(),
                            Optional.empty(),
                            0),
                        work)));
  }

  private static Move move(int at, int vectors) {
    return new Move(
        UUID.nameUUIDFromBytes(new byte[] {(byte) at}).toString(),
        CopyParts.CREATOR,
        "t" + at,
        CopyParts.uid(CopyParts.CREATOR),
        CopyParts.uid("t" + at),
        "creator_" + CopyParts.CREATOR + "_twin_t" + at,
        vectors);
  }

  private void fill(Move move, int vectors) throws Exception {
    List<VectorRecord> records = new ArrayList<>();
    for (int at = 0; at < vectors; at++) {
      float[] values = new float[DIMENSION];
      for (int i = 0; i < DIMENSION; i++) {
        values[i] = (float) random.nextGaussian();
      }
      records.add(
          new VectorRecord(
              "v%03d".formatted(at),
              VectorValues.of(values),
              Metadata.builder()
                  .put("text", "remark " + at)
                  .put("page", MetadataValue.of(at))
                  .put("creator_id", "user-1")
                  .put("source_id", "book-" + at % 3)
                  .build()));
    }
    working(work -> parts.legacy.namespace(move.namespace(), "test").upsert(records, work));
  }

  interface Writing {
    void write(Work work);
  }

  void working(Writing writing) throws Exception {
    try (Work work =
        parts.admissions.admitAll(List.of(CopyParts.uid(CopyParts.CREATOR))).orElseThrow()) {
      writing.write(work);
    }
  }

  /** What the old namespace of a twin holds. */
  Map<String, StoredVector> old(int twin) {
    return all(parts.legacy.namespace(all.get(twin).namespace(), "test"));
  }

  static Map<String, StoredVector> all(NamespaceVectors namespace) {
    Map<String, StoredVector> all = new TreeMap<>();
    namespace.list(
        "", LegacyIndex.call(), ids -> all.putAll(namespace.fetch(ids, LegacyIndex.call())));
    return all;
  }
}
