package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.event.CoverageMeasured;
import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.Work;
import io.palimpsest.jobs.Job;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.reembed.repair.Coverage;
import io.palimpsest.reembed.repair.CoverageNews;
import io.palimpsest.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much of a tenant's vectors are as they should be is told as an event. */
class CoverageIT {
  private IndexUnderTest index;

  @BeforeEach
  void start() throws Exception {
    index = new IndexUnderTest(new FreeEmbedder());
  }

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void whatAReconcileFindsIsToldOfEachTenant() throws Exception {
    Twin whole = twin();
    Twin holed = twin();
    List<String> ids = List.copyOf(index.stored(holed.namespace()).keySet());
    int gone = ids.size() / 2;
    assertThat(gone).isPositive();
    delete(holed, ids.subList(0, gone));
    try (JobsUnderTest jobs = new JobsUnderTest(index)) {
      Job job = jobs.run("reconcile", Map.of());
      assertThat(told(job.id(), whole))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.getPercent()).isEqualTo(100);
                assertThat(event.getDrifted()).isZero();
              });
      assertThat(told(job.id(), holed))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.getTarget()).isEqualTo(IndexUnderTest.TARGET);
                assertThat(event.getParentUid()).isEqualTo(holed.creatorUid);
                assertThat(event.getExpected()).isEqualTo(ids.size());
                assertThat(event.getDrifted()).isEqualTo(gone);
                assertThat(event.getPercent()).isEqualTo(100.0 * (ids.size() - gone) / ids.size());
              });
    }
  }

  @Test
  void whatIsToldTwiceIsOneEvent() throws Exception {
    UUID organization = UUID.randomUUID();
    UUID job = UUID.randomUUID();
    Coverage news = new CoverageNews(index.ground.publisher, Clock.systemUTC());
    for (int time = 0; time < 2; time++) {
      news.measured(new Coverage.Measure(job, List.of(organization), "main", 0, 0));
    }
    List<CoverageMeasured> told =
        events().stream().filter(event -> event.getUid().equals(organization)).toList();
    assertThat(told).hasSize(2);
    assertThat(told.getFirst().getEventId()).isEqualTo(told.getLast().getEventId());
    assertThat(told.getFirst().getPercent()).isEqualTo(100);
    assertThat(told.getFirst().getParentUid()).isNull();
  }

  private Twin twin() {
    Twin twin = index.twin();
    twin.put("only", 1, Texts.of(1, 120));
    index.awaitRevision(twin.uid("only"), 1);
    return twin;
  }

  private void delete(Twin twin, List<String> ids) {
    Admission admission = index.writer.admit(List.of(twin.twinUid));
    try (Work work = ((Admission.Admitted) admission).work()) {
      index.store.maintenance("test", "drift").namespace(twin.namespace()).deleteIds(ids, work);
    }
  }

  private List<CoverageMeasured> told(UUID job, Twin twin) {
    return events().stream()
        .filter(event -> event.getJobId().equals(job.toString()))
        .filter(event -> event.getUid().equals(twin.twinUid))
        .toList();
  }

  private List<CoverageMeasured> events() {
    List<CoverageMeasured> events = new ArrayList<>();
    new TopicLog(index.ground.kafka.withClientId("coverage"), index.ground.codec)
        .read(
            Topic.COVERAGE,
            CoverageMeasured.class,
            Duration.ofSeconds(30),
            found -> {
              if (found.value() instanceof Decoded.Event<CoverageMeasured>(var event)) {
                events.add(event);
              }
            });
    return events;
  }
}
