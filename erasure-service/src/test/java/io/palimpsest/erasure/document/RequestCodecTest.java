package io.palimpsest.erasure.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.InboxEnds;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.phase.Answers;
import io.palimpsest.erasure.phase.Deletion;
import io.palimpsest.erasure.phase.Fencing;
import io.palimpsest.erasure.phase.Findings;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.erasure.phase.Search;
import io.palimpsest.event.ScopeType;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class RequestCodecTest {
  private final RequestCodec codec = new RequestCodec();

  @Test
  void aRequestInTheMiddleOfItsLifeComesBackEqual() {
    ErasureRequest request =
        Resolution.planned(
            Samples.received(ScopeType.TWIN, Standing.OWNER, false),
            Samples.plan(ScopeType.TWIN),
            Samples.NOW);
    request = Fencing.intended(request, 1, Samples.NOW);
    request = Fencing.fenced(request, 17, Samples.NOW);
    assertThat(request.state()).isEqualTo(new State.Fenced(17));
    requireRoundTrip(request);
    request = Deletion.begun(Fencing.drained(request, 2, 1, Samples.NOW), Samples.NOW);
    requireRoundTrip(request);
    Task task = request.openTasks().findFirst().orElseThrow();
    requireRoundTrip(
        Answers.answered(
            request, task.id(), Samples.receipt(task, 0, "store.unavailable"), Samples.NOW));
  }

  @Test
  void aSearchAndItsEndComeBackEqual() {
    ErasureRequest request =
        Search.begun(
            Samples.received(ScopeType.TWIN, Standing.ASKER, false),
            new InboxEnds("inbox", "one", List.of(3L, 0L)),
            Samples.NOW);
    requireRoundTrip(request);
    requireRoundTrip(Search.looked(request, new Findings.Ownerless(1, false, false), Samples.NOW));
    requireRoundTrip(Search.looked(request, new Findings.Nothing(), Samples.NOW));
  }

  private void requireRoundTrip(ErasureRequest request) {
    Document stored = Document.parse(codec.encode(request).toJson());
    assertThat(codec.decode(stored)).isEqualTo(request);
  }
}
