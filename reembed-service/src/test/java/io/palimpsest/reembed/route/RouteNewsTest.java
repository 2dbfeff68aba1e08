package io.palimpsest.reembed.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.Statement;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.messaging.proof.TrustedKeys;
import io.palimpsest.topic.Authorship;
import io.palimpsest.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RouteNewsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final UUID TENANT = UUID.randomUUID();

  private final SigningKey signing = SigningKey.generate(Authorship.REEMBED);
  private final RouteNews news = new RouteNews(RecordSigner.of(signing), new SecureRandom());

  @ParameterizedTest
  @EnumSource
  void aChangeIsSaidWithItsStagesAndDigestsUnderAKeyOfItsOwn(Stage to) {
    RouteNews.News told = news.moved(TENANT, Stage.OFF, to, "key-7", NOON);
    Statement said = Statement.parse(told.value());

    RequestKey key = RequestKey.of(told.key());
    assertThat(said.type()).isEqualTo(EntryType.ROUTE_CHANGED);
    assertThat(said.seq()).isZero();
    assertThat(said.source().path()).isEqualTo(told.source()).startsWith("/reembed/rt_");
    assertThat(said.type().isSaidBy(said.source())).isTrue();
    assertThat(said.data())
        .containsEntry(AuditField.STAGE_BEFORE, "off")
        .containsEntry(AuditField.STAGE, to.name().toLowerCase(Locale.ROOT))
        .containsEntry(AuditField.SCOPE, key.uid(TENANT))
        .containsEntry(AuditField.ACTOR, key.actor("key-7"))
        .hasSize(4);
  }

  @Test
  void itIsSignedAsTheIntakeDemands() {
    RouteNews.News told = news.moved(TENANT, Stage.OFF, Stage.DUALWRITE, "k", NOON);
    ConsumerRecord<String, byte[]> read =
        new ConsumerRecord<>(Topic.AUDIT_INTAKE.topicName(), 0, 0, told.source(), told.value());
    read.headers().add(RecordSigner.HEADER, told.proof());

    assertThat(
            new RecordVerifier(TrustedKeys.of(List.of(signing)), (topic, reason) -> {})
                .verify(read))
        .isEqualTo(new Proof.Proven(Authorship.REEMBED));
  }

  @Test
  void twoChangesOfOneTenantCannotBeLinked() {
    RouteNews.News one = news.moved(TENANT, Stage.OFF, Stage.DUALWRITE, "k", NOON);
    RouteNews.News other = news.moved(TENANT, Stage.OFF, Stage.DUALWRITE, "k", NOON);

    assertThat(one.source()).isNotEqualTo(other.source());
    assertThat(Arrays.equals(one.key(), other.key())).isFalse();
    assertThat(Statement.parse(one.value()).data().get(AuditField.SCOPE))
        .isNotEqualTo(Statement.parse(other.value()).data().get(AuditField.SCOPE));
    assertThat(new String(one.value(), StandardCharsets.UTF_8)).doesNotContain(TENANT.toString());
  }
}
