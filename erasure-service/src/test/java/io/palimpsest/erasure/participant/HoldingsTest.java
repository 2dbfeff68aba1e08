package io.palimpsest.erasure.participant;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.model.Plan.Participation;
import io.palimpsest.topic.AnyTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HoldingsTest {
  private static final List<String> PARTICIPANTS =
      Participants.with(Map.of(), Duration.ofSeconds(30)).stream()
          .map(Participation::name)
          .toList();

  @ParameterizedTest
  @MethodSource("topics")
  void everyTopicHasAParticipantThatExistsOrAReason(AnyTopic topic) {
    switch (Holdings.of(topic)) {
      case Holdings.Answer.ErasedBy erased ->
          assertThat(PARTICIPANTS).containsAll(erased.participants());
      case Holdings.Answer.NeedsNone none -> assertThat(none.reason()).isNotBlank();
    }
  }

  static List<AnyTopic> topics() {
    return AnyTopic.catalogue(List.of("crm"));
  }

  @Test
  void aCollectionThatNobodyKnowsIsNamed() {
    assertThat(Holdings.unanswered(Set.of("erasure_requests", "exports")))
        .containsExactly("exports");
  }

  @Test
  void lookupDataGoesLast() {
    assertThat(stage("reembed.vectors")).isEqualTo(stage("erasure.topics"));
    assertThat(stage("reembed.ledger")).isGreaterThan(stage("ingest.documents"));
    assertThat(stage("ingest.content")).isEqualTo(stage("ingest.keys"));
    assertThat(stage("ingest.documents"))
        .isGreaterThan(stage("ingest.content"))
        .isGreaterThan(stage("erasure.topics"));
    assertThat(List.of(stage("ingest.registry"), stage("erasure.tenants")))
        .allSatisfy(last -> assertThat(last).isGreaterThan(stage("ingest.documents")))
        .allSatisfy(last -> assertThat(last).isGreaterThan(stage("reembed.ledger")));
    assertThat(stage("ingest.submissions"))
        .as("documents lead to submissions that name another profile")
        .isLessThan(stage("ingest.documents"));
    assertThat(PARTICIPANTS).endsWith("erasure.verifier");
  }

  private static int stage(String participant) {
    return Participants.with(Map.of(), Duration.ofSeconds(30)).stream()
        .filter(one -> one.name().equals(participant))
        .mapToInt(Participation::stage)
        .findFirst()
        .orElseThrow();
  }
}
