package io.palimpsest.reembed.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.audit.tree.Hash;
import io.palimpsest.reembed.migration.Adopting.Verdict;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.MetadataValue;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorStoreException;
import io.palimpsest.vectorstore.VectorValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LegacyMetadataTest {
  private static final Instant AT = Instant.parse("2026-11-29T03:00:00Z");
  private static final CopyPlan.Move MOVE =
      new CopyPlan.Move(
          "0d2f7a52-1111-4222-8333-944455556666",
          "sainath.no.1",
          "coach",
          UUID.randomUUID(),
          UUID.randomUUID(),
          "creator_sainath.no.1_twin_coach",
          1);

  @Property(tries = 500)
  void whatIsAddedCanBeTakenAwayAgain(@ForAll("metadata") Metadata metadata) {
    Metadata adopted = LegacyMetadata.adopted(metadata, MOVE, "m", AT);

    assertThat(LegacyMetadata.original(adopted)).isEqualTo(metadata);
    assertThat(adopted.text("creator_id")).hasValue("sainath.no.1");
    assertThat(adopted.text("twin_uid")).hasValue(MOVE.twinUid().toString());
    assertThat(LegacyMetadata.copiedFrom(adopted)).hasValue(MOVE.namespace());
  }

  @Provide
  Arbitrary<Metadata> metadata() {
    Arbitrary<String> keys =
        Arbitraries.of(
            "creator_id",
            "legacy_creator_id",
            "legacy_legacy_creator_id",
            "source_id",
            "text",
            "chunk_text",
            "title",
            "migrated_at",
            "migrated_text",
            "original_namespace",
            "model",
            "chunker",
            "revision",
            "legacy_",
            "page");
    Arbitrary<MetadataValue> values =
        Arbitraries.of(
            MetadataValue.of("some text"),
            MetadataValue.of("adopted"),
            MetadataValue.of(0.1),
            MetadataValue.of(true),
            MetadataValue.of(List.of("a", "b")));
    return Arbitraries.maps(keys, values).ofMaxSize(8).map(Metadata::new);
  }

  @Test
  void aKeyThatCollidesIsKeptUnderAnotherName() {
    Metadata adopted =
        LegacyMetadata.adopted(
            Metadata.builder().put("creator_id", "old-7").put("text", "what was said").build(),
            MOVE,
            "m",
            AT);

    assertThat(adopted.text("legacy_creator_id")).hasValue("old-7");
    assertThat(adopted.text("chunk_text")).hasValue("what was said");
    assertThat(adopted.text("text")).hasValue("what was said");
  }

  @Test
  void whatGrowsAboveTheLimitStays() {
    StoredVector vector =
        new StoredVector(
            "v1",
            VectorValues.of(1, 2),
            Metadata.builder().put("note", "x".repeat(40 * 1024 - 20)).build());

    assertThat(adopting().of(vector, MOVE)).isEqualTo(new Verdict.Stays("v1", "invalid.metadata"));
  }

  @Test
  void whatNamesAnotherCreatorStays() {
    StoredVector vector =
        new StoredVector(
            "v1",
            VectorValues.of(1, 2),
            Metadata.builder().put("creator_id", "sainath.no.10").build());

    assertThat(adopting().of(vector, MOVE)).isEqualTo(new Verdict.Stays("v1", "owner.foreign"));
  }

  @Test
  void theRootSaysEveryBit() {
    StoredVector vector = vector(0.1f, Map.of("a", MetadataValue.of("1")));

    assertThat(leaf(vector(Math.nextUp(0.1f), vector.metadata().values())))
        .isNotEqualTo(leaf(vector));
    assertThat(leaf(vector(-0.0f, Map.of()))).isNotEqualTo(leaf(vector(0.0f, Map.of())));
    assertThat(leaf(vector(0.1f, Map.of("a", MetadataValue.of(1.0))))).isNotEqualTo(leaf(vector));
    assertThat(leaf(vector(0.1f, Map.of("a", MetadataValue.of("1"))))).isEqualTo(leaf(vector));
  }

  @Test
  void aListingThatTurnsInACircleIsNoNamespace() {
    NamespaceRoot root = new NamespaceRoot();
    root.append("a", leaf(vector(1, Map.of())));
    root.append("b", leaf(vector(1, Map.of())));

    assertThatThrownBy(() -> root.append("a", leaf(vector(1, Map.of()))))
        .isInstanceOf(VectorStoreException.Inconsistent.class);
  }

  private static Adopting adopting() {
    return new Adopting("main", "m", AT, "sainath.no.10"::equals);
  }

  private static Hash leaf(StoredVector vector) {
    return NamespaceRoot.leaf(vector);
  }

  private static StoredVector vector(float value, Map<String, MetadataValue> metadata) {
    return new StoredVector("v", VectorValues.of(value, 2), new Metadata(metadata));
  }
}
