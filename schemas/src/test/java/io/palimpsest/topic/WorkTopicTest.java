package io.palimpsest.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkTopicTest {
  @Test
  void theNameIsThatOfTheParticipant() {
    assertThat(WorkTopic.KEYS.topicName()).isEqualTo("palimpsest.erasure.work.ingest.keys.v1");
    assertThat(new WorkTopic("crm").topicName()).isEqualTo("palimpsest.erasure.work.crm.v1");
  }

  @Test
  void tasksAreKeptForAMonth() {
    assertThat(WorkTopic.VECTORS.cleanup()).isEqualTo(new Cleanup.Delete(Duration.ofDays(30)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CRM", "crm.", "a..b", "crm v1", "crm/..", "c"})
  void whatIsNoNameIsRefused(String name) {
    assertThatThrownBy(() -> new WorkTopic(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theCatalogueHasTheFixedTopicsOursAndTheConfiguredOnesOnceEach() {
    assertThat(AnyTopic.catalogue(List.of("crm", "crm")))
        .contains(Topic.values())
        .containsAll(WorkTopic.ours())
        .contains(new WorkTopic("crm"))
        .doesNotHaveDuplicates()
        .hasSize(Topic.values().length + WorkTopic.ours().size() + 1);
  }
}
