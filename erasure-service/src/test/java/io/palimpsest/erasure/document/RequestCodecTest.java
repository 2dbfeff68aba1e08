package io.palimpsest.erasure.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.request.Course;
import io.palimpsest.erasure.request.Erasing;
import io.palimpsest.erasure.request.ErasureRequest;
import io.palimpsest.erasure.request.Samples;
import io.palimpsest.erasure.request.Standing;
import io.palimpsest.erasure.request.State;
import io.palimpsest.erasure.request.Task;
import io.palimpsest.event.ScopeType;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class RequestCodecTest {
  private final RequestCodec codec = new RequestCodec();

  @Test
  void aRequestInTheMiddleOfItsLifeComesBackEqual() {
    ErasureRequest request =
        Course.planned(
            Samples.received(ScopeType.TWIN, Standing.OWNER, false),
            Samples.plan(ScopeType.TWIN),
            Samples.NOW);
    request = Course.fenceIntended(request, 1, Samples.NOW);
    request = Course.fenced(request, 17, Samples.NOW);
    assertThat(request.state()).isEqualTo(new State.Fenced(17));
    requireRoundTrip(request);
    request = Erasing.begun(Course.drained(request, 2, 1, Samples.NOW), Samples.NOW);
    requireRoundTrip(request);
    Task task = request.openTasks().findFirst().orElseThrow();
    requireRoundTrip(
        Erasing.answered(
            request, task.id(), Samples.receipt(task, 0, "store.unavailable"), Samples.NOW));
  }

  private void requireRoundTrip(ErasureRequest request) {
    Document stored = Document.parse(codec.encode(request).toJson());
    assertThat(codec.decode(stored)).isEqualTo(request);
  }
}
