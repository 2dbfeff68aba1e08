package io.palimpsest.right;

import static io.palimpsest.right.Operation.READ;
import static io.palimpsest.right.Operation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.palimpsest.topic.AnyTopic;
import io.palimpsest.topic.Authorship;
import io.palimpsest.topic.Topic;
import io.palimpsest.topic.WorkTopic;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RightsTest {
  private static final List<String> PARTICIPANTS = List.of("crm");

  @ParameterizedTest
  @EnumSource(Topic.class)
  void eachTopicHasAWriterAndAReader(Topic topic) {
    Map<String, Set<Operation>> operations = Rights.operations(topic, PARTICIPANTS);

    assertThat(operations.values()).anyMatch(allowed -> allowed.contains(WRITE));
    assertThat(operations.values()).anyMatch(allowed -> allowed.contains(READ));
  }

  @Test
  void whomAReaderBelievesMayWriteAndNobodyElse() {
    for (AnyTopic topic : AnyTopic.catalogue(PARTICIPANTS)) {
      if (topic.authorship() instanceof Authorship.Signed signed) {
        assertThat(writers(topic))
            .as(topic.topicName())
            .containsAll(signed.values())
            .allMatch(
                writer -> signed.values().contains(writer) || signed.tombstones().contains(writer));
      }
    }
  }

  @Test
  void noServiceWritesWhatIsProvenByAToken() {
    assertThat(writers(Topic.INBOX_SOURCES)).containsExactly(Principals.UPSTREAM);
    assertThat(writers(Topic.ERASURE_REQUESTS)).containsExactly(Principals.UPSTREAM);
  }

  @Test
  void aParticipantReadsItsOwnTasksAndAnswersThem() {
    String crm = Principals.participant("crm");

    assertThat(Rights.operations(new WorkTopic("crm"), PARTICIPANTS))
        .isEqualTo(Map.of(crm, Set.of(READ), Principals.ERASURE, Set.of(WRITE)));
    assertThat(
            Rights.catalogue(PARTICIPANTS).stream()
                .filter(grant -> grant.principal().equals(crm))
                .map(Grant::resource))
        .containsExactlyInAnyOrder(
            new Resource.OneTopic(new WorkTopic("crm").topicName()),
            new Resource.OneTopic(Topic.ERASURE_RECEIPTS.topicName()),
            new Resource.Groups(crm));
  }

  @Test
  void eachServicesWorkIsReadByThatServiceAlone() {
    for (WorkTopic work : WorkTopic.ours()) {
      String service = work.participant().substring(0, work.participant().indexOf('.'));
      assertThat(Rights.operations(work, PARTICIPANTS))
          .isEqualTo(Map.of(service, Set.of(READ), Principals.ERASURE, Set.of(WRITE)));
    }
  }

  @Test
  void anAuditorReadsTheLogAndItsCheckpointsAndNothingElse() {
    assertThat(
            Rights.catalogue(PARTICIPANTS).stream()
                .filter(grant -> grant.principal().equals(Principals.AUDITOR)))
        .extracting(Grant::resource, Grant::operations)
        .containsExactlyInAnyOrder(
            tuple(new Resource.OneTopic(Topic.AUDIT.topicName()), EnumSet.of(READ)),
            tuple(new Resource.OneTopic(Topic.AUDIT_CHECKPOINTS.topicName()), EnumSet.of(READ)));
  }

  private static List<String> writers(AnyTopic topic) {
    return Rights.operations(topic, PARTICIPANTS).entrySet().stream()
        .filter(entry -> entry.getValue().contains(WRITE))
        .map(Map.Entry::getKey)
        .toList();
  }
}
