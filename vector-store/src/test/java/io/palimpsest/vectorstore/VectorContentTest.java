package io.palimpsest.vectorstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.ItemId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.ProfileId;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VectorContentTest {
  private static final Ownership OWNER =
      new Ownership.OfSource(
          new CreatorId("sainath.no.1"),
          new TwinId("coach"),
          new SourceId("src-1"),
          new UUID(0, 1),
          new UUID(0, 2),
          new UUID(0, 3));
  private static final VectorContent CONTENT = new VectorContent("text", "title", "hash");
  private static final Provenance PROVENANCE = new Provenance("minilm", "cdc-1", 7);

  @Test
  void a_caller_can_override_nothing_that_is_reserved() {
    Metadata.Builder hostile = Metadata.builder().put("topic", "sport");
    Ownership.RESERVED.forEach(key -> hostile.put(key, "stolen"));

    Metadata owned = CONTENT.owned(OWNER, PROVENANCE, hostile.build());

    assertThat(owned.text("topic")).contains("sport");
    assertThat(owned.values().values()).doesNotContain(MetadataValue.of("stolen"));
  }

  @Test
  void every_vector_of_a_source_names_its_ids_uids_model_chunker_and_revision() {
    Metadata owned = CONTENT.owned(OWNER, PROVENANCE, Metadata.empty());

    assertThat(owned.text(Ownership.CREATOR_ID)).contains("sainath.no.1");
    assertThat(owned.text(Ownership.TWIN_ID)).contains("coach");
    assertThat(owned.text(Ownership.SOURCE_ID)).contains("src-1");
    assertThat(List.of(Ownership.CREATOR_UID, Ownership.TWIN_UID, Ownership.SOURCE_UID))
        .map(key -> owned.text(key).orElseThrow())
        .containsExactly(
            new UUID(0, 1).toString(), new UUID(0, 2).toString(), new UUID(0, 3).toString());
    assertThat(owned.text(Ownership.MODEL)).contains("minilm");
    assertThat(owned.text(Ownership.CHUNKER)).contains("cdc-1");
    assertThat(owned.number(Ownership.REVISION)).contains(7.0);
  }

  @Test
  void every_reserved_key_is_written_by_one_of_the_owners() {
    Ownership item =
        new Ownership.OfItem(
            new OrganizationId("org_1"),
            new ProfileId("prof_1"),
            new ItemId("port_1"),
            new UUID(0, 4),
            new UUID(0, 5),
            new UUID(0, 6));
    Metadata.Builder both = Metadata.builder();
    both.putAll(CONTENT.owned(OWNER, PROVENANCE, Metadata.empty()));
    both.putAll(CONTENT.owned(item, PROVENANCE, Metadata.empty()));

    assertThat(both.build().values().keySet()).isEqualTo(Ownership.RESERVED);
    assertThat(Ownership.RESERVED).containsAll(Ownership.UID_KEYS);
  }
}
