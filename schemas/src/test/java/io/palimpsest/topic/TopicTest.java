package io.palimpsest.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {
  @Test
  void namesAreUnique() {
    assertThat(Arrays.stream(Topic.values()).map(Topic::topicName)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void namesCarryTheirVersion(Topic topic) {
    assertThat(topic.topicName()).matches("palimpsest(\\.[a-z]+)+\\.v1");
  }

  @ParameterizedTest
  @EnumSource(names = {"ERASURE_FENCES", "WRITERS", "AUDIT", "TENANTS"})
  void whatOffsetsOrOrderRestOnHasOnePartition(Topic topic) {
    assertThat(topic.partitions()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"ERASURE_FENCES", "WRITERS", "TENANTS", "PORTFOLIO", "SOURCES"})
  void whatStateIsBuiltFromIsNeverDeletedByAge(Topic topic) {
    assertThat(topic.cleanup()).isEqualTo(new Cleanup.Compact());
  }

  @ParameterizedTest
  @EnumSource(names = {"AUDIT", "AUDIT_CHECKPOINTS"})
  void theLogIsKeptForEver(Topic topic) {
    assertThat(topic.cleanup()).isEqualTo(new Cleanup.Forever());
    assertThat(topic.valueSchema()).as("its bytes depend on no registry").isEmpty();
  }
}
