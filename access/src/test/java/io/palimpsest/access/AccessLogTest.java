package io.palimpsest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.AccessAction;
import io.palimpsest.event.AccessLogged;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AccessLogTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Principal READER =
      new Principal("key-7", Set.of(Role.READER), Optional.empty(), Set.of());
  private static final String TENANT = Access.tenant(new CreatorId("sainath.no.1"));

  private final List<AccessLogged> published = new CopyOnWriteArrayList<>();

  @Test
  void anEntrySaysWhoDidWhatToWhomAndNothingElse() {
    try (AccessLog log = log(this::publish)) {
      log.record(
          Access.allowed(READER, AccessAction.SEARCH, TENANT, 9, Duration.ofMillis(12))
              .withLeaked(1));
    }

    AccessLogged entry = published.getFirst();
    assertThat(entry.getKeyId()).isEqualTo("key-7");
    assertThat(entry.getAction()).isEqualTo(AccessAction.SEARCH);
    assertThat(entry.getAllowed()).isTrue();
    assertThat(entry.getCount()).isEqualTo(9);
    assertThat(entry.getLeaked()).isEqualTo(1);
    assertThat(entry.getDurationMs()).isEqualTo(12);
    assertThat(entry.getOccurredAt()).isEqualTo(NOW);
    assertThat(entry.getService()).isEqualTo("test");
    assertThat(entry.toString()).doesNotContain("sainath");
  }

  @Test
  void aRefusalSaysWhy() {
    try (AccessLog log = log(this::publish)) {
      log.record(
          Access.refused(READER, AccessAction.DELETE, TENANT, "role.missing", Duration.ZERO));
    }
    assertThat(published.getFirst().getAllowed()).isFalse();
    assertThat(published.getFirst().getReason()).isEqualTo("role.missing");
  }

  @Test
  void digestsOfOneTenantAreEqualAndOfTwoTenantsNever() {
    TenantDigest digest = TenantDigest.keyed("0123456789abcdef");

    assertThat(digest.of(TENANT)).hasSize(64).isEqualTo(digest.of(TENANT));
    assertThat(digest.of(Access.tenant(new CreatorId("same"))))
        .isNotEqualTo(digest.of(Access.tenant(new OrganizationId("same"))));
    assertThat(digest.of(TENANT)).isNotEqualTo(TenantDigest.keyed("another-key-0123").of(TENANT));
  }

  @Test
  void aBrokerThatHangsNeverBlocksTheCallerAndWhatIsLostIsCounted() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    try (AccessLog log =
        log(
            entry -> {
              awaitQuietly(hanging);
              return publish(entry);
            })) {
      long start = System.nanoTime();
      for (int i = 0; i < AccessLog.QUEUE + 500; i++) {
        log.record(Access.allowed(READER, AccessAction.READ, TENANT, 1, Duration.ZERO));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      assertThat(log.lost()).isBetween(499L, 500L);
      hanging.countDown();
    }
    assertThat(published).hasSizeBetween(AccessLog.QUEUE, AccessLog.QUEUE + 1);
  }

  @Test
  void anEntryThatTheBrokerRefusesIsCounted() {
    try (AccessLog log =
        log(entry -> CompletableFuture.failedFuture(new IllegalStateException("down")))) {
      log.record(Access.allowed(READER, AccessAction.READ, TENANT, 1, Duration.ZERO));
      await().atMost(Duration.ofSeconds(90)).until(() -> log.lost() == 1);
    }
  }

  private AccessLog log(AccessLog.Sink sink) {
    return AccessLog.start(
        sink, TenantDigest.keyed("0123456789abcdef"), "test", Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private CompletableFuture<Boolean> publish(AccessLogged entry) {
    return CompletableFuture.completedFuture(published.add(entry));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
