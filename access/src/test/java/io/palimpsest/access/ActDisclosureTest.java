package io.palimpsest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.audit.ActKey;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.event.AccessAction;
import io.palimpsest.event.AccessLogged;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActDisclosureTest {
  private static final String ACT = "ac_0123456789ab";

  private boolean destroyed;
  private final RequestKey key = RequestKey.random(new SecureRandom());
  private final List<AccessLogged> accesses = new CopyOnWriteArrayList<>();

  @Test
  void complianceIsShownTheKeyOfAnActAndTheAccessLogKnowsOfIt() {
    ActDisclosure.Disclosed disclosed = disclosed(compliance(Optional.empty(), Set.of()), ACT);

    assertThat(disclosed.source()).isEqualTo("/ingest/" + ACT);
    assertThat(disclosed.key()).isEqualTo(HexFormat.of().formatHex(key.bytes()));
    assertThat(disclosed.toString()).doesNotContain(disclosed.key());
    assertThat(accesses).hasSize(1);
    assertThat(accesses.getFirst().getKeyId()).isEqualTo("grace");
    assertThat(accesses.getFirst().getAction()).isEqualTo(AccessAction.ADMIN);
    assertThat(accesses.getFirst().getAllowed()).isTrue();
  }

  static Stream<Principal> bound() {
    return Stream.of(
        compliance(Optional.of(new CreatorId("ada")), Set.of()),
        compliance(Optional.empty(), Set.of(new OrganizationId("org_ada"))));
  }

  @ParameterizedTest
  @MethodSource("bound")
  void whoIsBoundToTenantsIsShownNone(Principal bound) {
    assertThatThrownBy(() -> disclosed(bound, ACT))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("404");
    assertThatThrownBy(() -> destroyed(bound, ACT)).hasMessageStartingWith("404");
    assertThat(accesses).isEmpty();
    assertThat(destroyed).isFalse();
  }

  @Test
  void aKeyThatWasDestroyedIsShownToNobodyAndTheAccessLogKnowsWhoDidIt() {
    destroyed(compliance(Optional.empty(), Set.of()), ACT);
    destroyed(compliance(Optional.empty(), Set.of()), ACT);

    assertThat(accesses).hasSize(2);
    assertThat(accesses).allSatisfy(one -> assertThat(one.getKeyId()).isEqualTo("grace"));
    assertThatThrownBy(() -> disclosed(compliance(Optional.empty(), Set.of()), ACT))
        .hasMessage("410 disclosure.key_destroyed");
    assertThat(accesses).hasSize(2);
  }

  @Test
  void anUnknownActHasNoKey() {
    assertThatThrownBy(() -> disclosed(compliance(Optional.empty(), Set.of()), "ac_none"))
        .hasMessage("404 act.not_found");
    assertThatThrownBy(() -> destroyed(compliance(Optional.empty(), Set.of()), "ac_none"))
        .hasMessage("404 act.not_found");
    assertThat(accesses).isEmpty();
  }

  private ActDisclosure.Disclosed disclosed(Principal by, String act) {
    return asked(by, acts -> acts.disclose(act));
  }

  private void destroyed(Principal by, String act) {
    asked(
        by,
        acts -> {
          acts.destroy(act);
          return act;
        });
  }

  private <T> T asked(Principal by, Function<ActDisclosure, T> question) {
    CurrentPrincipal caller =
        new CurrentPrincipal(
            QuarkusSecurityIdentity.builder()
                .setAnonymous(true)
                .addAttribute(TokenIdentity.PRINCIPAL, by)
                .build());
    try (AccessLog log =
        AccessLog.start(
            entry -> {
              accesses.add(entry);
              return CompletableFuture.completedStage(entry);
            },
            TenantDigest.keyed("0123456789abcdef"),
            "test",
            Clock.systemUTC())) {
      List<ActDisclosure.Keys> kept = List.of(source -> Optional.empty(), this::find);
      return question.apply(new ActDisclosure("ingest", kept, caller, log));
    }
  }

  private Optional<ActKey> find(String source) {
    Optional<RequestKey> left = Optional.of(key).filter(known -> !destroyed);
    return Optional.of(new ActKey(left, () -> destroyed = true))
        .filter(known -> source.equals("/ingest/" + ACT));
  }

  private static Principal compliance(
      Optional<CreatorId> creator, Set<OrganizationId> organizations) {
    return new Principal("grace", Set.of(Role.COMPLIANCE), creator, organizations);
  }
}
