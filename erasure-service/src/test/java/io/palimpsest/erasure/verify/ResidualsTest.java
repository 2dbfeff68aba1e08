package io.palimpsest.erasure.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Residual.Kind;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.phase.ResidualPolicy;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.topic.AnyTopic;
import io.palimpsest.topic.Topic;
import io.palimpsest.topic.WorkTopic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How each residual is shown to be gone. */
class ResidualsTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final ResidualPolicy POLICY =
      new ResidualPolicy(
          Map.of(
              Kind.TOPIC_SEGMENT, DAY,
              Kind.INBOX, DAY,
              Kind.ERASURE_WORK, DAY,
              Kind.VENDOR_SOFT_DELETE, DAY),
          DAY,
          DAY);

  private final Set<AnyTopic> old = new HashSet<>();
  private long records;
  private Duration passed = DAY;

  @Test
  void afterItsBoundWithNothingFoundEverythingIsGone() {
    Receipt receipt = look();
    assertThat(receipt.found()).isEqualTo(4);
    assertThat(receipt.remaining()).isZero();
    assertThat(receipt.residuals()).isEmpty();
  }

  @Test
  void aRecordOnAChangeTopicIsThere() {
    records = 1;
    assertThat(look().residuals())
        .extracting(Receipt.Residual::what)
        .containsExactly("topic_segment");
  }

  @Test
  void aTopicThatStillKeepsRecordsOfThatTimeIsThere() {
    old.add(Topic.INBOX_SOURCES);
    old.add(new WorkTopic("crm"));
    assertThat(look().residuals())
        .extracting(Receipt.Residual::what)
        .containsExactlyInAnyOrder("inbox", "erasure_work");
  }

  @Test
  void whoseOwnerCannotBeAskedIsThereUntilItsBoundHasPassed() {
    passed = DAY.minusMillis(1);
    assertThat(look().residuals())
        .extracting(Receipt.Residual::what)
        .containsExactly("vendor_soft_delete");
  }

  @Test
  void aTopicThatCannotBeReadIsNoZero() {
    ErasureRequest request = Samples.expiring(POLICY, DAY);
    Residuals broken =
        new Residuals(
            scope -> {
              throw new IllegalStateException("the fence was not found by the same reading");
            },
            (topic, time) -> false,
            List.of(),
            clock(request));
    Task task = request.openTasks().findFirst().orElseThrow();
    assertThatThrownBy(() -> broken.perform(request, task))
        .isInstanceOf(IllegalStateException.class);
  }

  private Receipt look() {
    ErasureRequest request = Samples.expiring(POLICY, DAY);
    UUID uid = request.planned().scope().uid();
    Residuals residuals =
        new Residuals(
            scope -> {
              assertThat(scope).isEqualTo(uid);
              return records;
            },
            (topic, time) -> {
              assertThat(time).isEqualTo(request.endedAt());
              return old.contains(topic);
            },
            List.of(WorkTopic.VECTORS, new WorkTopic("crm")),
            clock(request));
    return residuals.perform(request, request.openTasks().findFirst().orElseThrow());
  }

  private Clock clock(ErasureRequest request) {
    Instant end = request.endedAt();
    return Clock.fixed(end.plus(passed), ZoneOffset.UTC);
  }
}
