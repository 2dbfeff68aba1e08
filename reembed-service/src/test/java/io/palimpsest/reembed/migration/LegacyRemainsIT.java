package io.palimpsest.reembed.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.Rendering;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.Ownership;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An erasure takes what the old system has of a scope, and of nobody else (M29). */
class LegacyRemainsIT {
  private CopyGround ground;
  private LegacyRemains remains;

  @BeforeEach
  void start() throws Exception {
    ground = new CopyGround(2, 12);
    remains = new LegacyRemains(ground.parts.moves, ground.parts.legacy, ground.parts.home.rows());
  }

  @AfterEach
  void stop() {
    ground.parts.close();
  }

  @Test
  void ofATwinItsOldNamespaceAndTheMoveThatLeadsThere() throws Exception {
    List<UUID> twin = List.of(CopyParts.uid("t0"));
    assertThat(remains.count(twin)).isEqualTo(13);

    assertThat(deleted(twin)).isEqualTo(13);

    assertThat(remains.count(twin)).isZero();
    assertThat(ground.old(0)).isEmpty();
    assertThat(ground.parts.moves.find(ground.all.get(0).namespace())).isEmpty();
    assertThat(ground.old(1)).as("another twin's").hasSize(12);
    assertThat(remains.count(List.of(CopyParts.uid("t1")))).isEqualTo(13);
  }

  @Test
  void ofACreatorAllOfThem() throws Exception {
    assertThat(deleted(List.of(CopyParts.uid(CopyParts.CREATOR)))).isEqualTo(26);
    assertThat(ground.old(0)).isEmpty();
    assertThat(ground.old(1)).isEmpty();
  }

  @Test
  void ofASourceTheOldVectorsThatNameIt() throws Exception {
    UUID source = UUID.randomUUID();
    Entity entity =
        new Entity(
            new Ownership.OfSource(
                new CreatorId(CopyParts.CREATOR),
                new TwinId("t0"),
                new SourceId("book-1"),
                CopyParts.uid(CopyParts.CREATOR),
                CopyParts.uid("t0"),
                source));
    LedgerRow row =
        LedgerRow.unknown("main", entity, new Rendering(ground.all.get(0).target(), "m", "chunker"))
            .atVersion(1);
    ground.working(work -> ground.parts.ledger.swap(List.of(row), work));
    assertThat(remains.count(List.of(source))).isEqualTo(4);

    assertThat(deleted(List.of(source))).isEqualTo(4);

    assertThat(remains.count(List.of(source))).isZero();
    assertThat(ground.old(0)).hasSize(8);
    assertThat(ground.old(1)).hasSize(12);
    assertThat(ground.parts.moves.find(ground.all.get(0).namespace())).isPresent();
  }

  @Test
  void ofWhoeverIsNotInThePlanNothing() throws Exception {
    assertThat(deleted(Set.of(UUID.randomUUID()).stream().toList())).isZero();
    assertThat(ground.old(0)).hasSize(12);
  }

  private long deleted(List<UUID> uids) throws Exception {
    long[] deleted = {0};
    ground.working((Work work) -> deleted[0] = remains.delete(uids, work));
    return deleted[0];
  }
}
