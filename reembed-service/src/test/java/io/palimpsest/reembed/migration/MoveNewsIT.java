package io.palimpsest.reembed.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.State;
import io.palimpsest.reembed.text.Digests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the audit log is told of a move, from its copy to the end of the old side. */
class MoveNewsIT {
  private static final int TWINS = 2;
  private static final int VECTORS = 12;

  private CopyGround ground;
  private CopyParts parts;

  @BeforeEach
  void start() throws Exception {
    ground = new CopyGround(TWINS, VECTORS);
    parts = ground.parts;
    parts.run();
  }

  @AfterEach
  void stop() {
    parts.close();
  }

  @Test
  void aMoveIsSaidFromItsCopyToTheEndOfTheOldSide() throws Exception {
    done(parts.copying);
    done(parts.verifying);
    List<MoveState> verified = parts.moves.of("p");
    assertThat(verified).allMatch(one -> one.verified().orElseThrow().passed());
    for (MoveState state : verified) {
      parts.switching.live(state, "ada");
      assertThat(parts.switching.contract(state, "grace")).isTrue();
    }
    assertThat(ground.old(0)).as("the effect").isEmpty();

    List<Statement> said = said();
    assertThat(said)
        .extracting(Statement::type, one -> one.data().get(AuditField.STAGE))
        .containsExactly(
            tuple(EntryType.MIGRATION_PHASE, "copy.begun"),
            tuple(EntryType.MIGRATION_PHASE, "copy.ended"),
            tuple(EntryType.MIGRATION_PHASE, "verify.begun"),
            tuple(EntryType.MIGRATION_REPORT, null),
            tuple(EntryType.MIGRATION_PHASE, "verify.ended"),
            tuple(EntryType.LEGACY_REMOVED, null),
            tuple(EntryType.LEGACY_REMOVED, null));
    assertThat(said.get(3).data())
        .containsEntry(AuditField.WRITTEN, (long) TWINS * VECTORS)
        .containsEntry(AuditField.DIFFERENT, 0L)
        .containsEntry(AuditField.NAMESPACES, (long) TWINS)
        .containsEntry(AuditField.EVIDENCE, roots(verified));
    assertThat(said)
        .allSatisfy(one -> assertThat(one.source().path()).startsWith("/reembed/ac_"))
        .allSatisfy(one -> assertThat(one.type().isSaidBy(one.source())).isTrue())
        .allSatisfy(one -> assertThat(one.data()).containsKey(AuditField.ACTOR))
        .allSatisfy(
            one ->
                assertThat(one.toString())
                    .doesNotContain(
                        CopyParts.CREATOR, "grace", "linus", ground.all.getFirst().namespace()));
  }

  @Test
  void whatTheCopyLacksIsCountedInTheReport() throws Exception {
    done(parts.copying);
    ground.working(
        work -> parts.home.namespace(ground.all.getFirst()).deleteIds(List.of("v001"), work));
    done(parts.verifying);

    Statement report =
        said().stream().filter(one -> one.type() == EntryType.MIGRATION_REPORT).findFirst().get();
    assertThat(report.data()).containsEntry(AuditField.DIFFERENT, 1L);
    assertThat(report.data().get(AuditField.EVIDENCE)).isEqualTo(roots(parts.moves.of("p")));
  }

  /** As somebody makes it who has the report alone. */
  private static String roots(List<MoveState> all) {
    StringBuilder lines = new StringBuilder();
    for (MoveState one : all) {
      MoveState.Verified seen = one.verified().orElseThrow();
      lines.append("%s %s %s\n".formatted(seen.before(), seen.after(), one.move().namespace()));
    }
    return Digests.sha256(lines.toString());
  }

  private List<Statement> said() {
    List<Statement> said = new ArrayList<>();
    parts.acts.tell((source, value, proof) -> said.add(Statement.parse(value)));
    return said;
  }

  private void done(JobKind kind) {
    Job job = parts.jobs.ask(kind, Map.of("plan", "p", "by", "linus"), 0).orElseThrow();
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> parts.jobs.find(job.id()).orElseThrow().state() == State.DONE);
  }
}
