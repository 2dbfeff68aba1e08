package io.palimpsest.reembed.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.palimpsest.reembed.search.SampleTenants;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.tenancy.TenantIsolationException;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.Metadata;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final UUID ONE = UUID.randomUUID();
  private static final UUID TEN = UUID.randomUUID();
  private static final UUID COACH = UUID.randomUUID();
  private static final Principal READER = SampleTenants.readerOf(new CreatorId("sainath.no.1"));

  private final Registry registry = new Registry();
  private final Set<UUID> fenced = new HashSet<>();
  private final Places places =
      new Places(registry, uids -> uids.stream().anyMatch(fenced::contains));

  @BeforeEach
  void register() {
    registry.apply(SampleTenants.creator("sainath.no.1", ONE));
    registry.apply(SampleTenants.twin("sainath.no.1", ONE, "coach", COACH));
    registry.apply(SampleTenants.twin("sainath.no.1", ONE, "writer", UUID.randomUUID()));
    registry.apply(SampleTenants.creator("sainath.no.10", TEN));
    registry.apply(SampleTenants.twin("sainath.no.10", TEN, "chef", UUID.randomUUID()));
    registry.apply(SampleTenants.organization("org_1", "acme-inc", UUID.randomUUID()));
    registry.apply(SampleTenants.organization("org_2", "other", UUID.randomUUID()));
  }

  @Test
  void a_twin_is_found_in_its_own_namespace() {
    Place place = places.twin(READER, new TwinId("coach"));

    assertThat(place.name()).isEqualTo("creator_sainath.no.1_twin_coach");
    assertThat(
            place
                .owner()
                .owns(
                    Metadata.builder()
                        .put("creator_uid", ONE.toString())
                        .put("twin_uid", COACH.toString())
                        .build()))
        .isTrue();
    assertThat(place.owner().owns(Metadata.builder().put("creator_uid", ONE.toString()).build()))
        .isFalse();
  }

  @Test
  void foreign_and_unknown_twins_are_refused_alike() {
    refused(() -> places.twin(READER, new TwinId("chef")));
    refused(() -> places.twin(READER, new TwinId("nobody")));
    refused(() -> places.twins(READER, List.of(new TwinId("coach"), new TwinId("chef"))));
    refused(() -> places.twin(SampleTenants.readerOf("org_1"), new TwinId("coach")));
  }

  @Test
  void everywhere_is_every_twin_of_this_creator_and_no_other() {
    assertThat(places.everywhere(READER))
        .extracting(Place::name)
        .containsExactly(
            "creator_sainath.no.1_twin_coach",
            "creator_sainath.no.1_twin_writer",
            "creator_sainath.no.1");
  }

  @Test
  void a_fenced_twin_is_hidden_at_once() {
    fenced.add(COACH);

    refused(() -> places.twin(READER, new TwinId("coach")));
    assertThat(places.twins(READER)).containsExactly(new TwinId("writer"));
    assertThat(places.everywhere(READER)).hasSize(2);
  }

  @Test
  void a_fenced_creator_is_hidden_with_all_its_twins() {
    fenced.add(ONE);

    refused(() -> places.twin(READER, new TwinId("coach")));
    refused(() -> places.everywhere(READER));
    refused(() -> places.twins(READER));
  }

  @Test
  void an_organization_is_searched_by_those_who_speak_for_it() {
    OrganizationId own = new OrganizationId("org_1");

    assertThat(places.portfolio(SampleTenants.readerOf("org_1"), own).name())
        .isEqualTo("portfolio_acme-inc");
    refused(() -> places.portfolio(SampleTenants.readerOf("org_2"), own));
    refused(() -> places.portfolio(READER, own));
    refused(() -> places.portfolio(SampleTenants.readerOf("org_3"), new OrganizationId("org_3")));
  }

  private static void refused(ThrowingCallable call) {
    assertThatExceptionOfType(TenantIsolationException.class).isThrownBy(call);
  }
}
