package io.palimpsest.erasure.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.RequestKey;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Identity;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.RequestJson;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.event.ScopeType;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class UnlinkedTest {
  private final RequestJson json = new RequestJson();
  private final RequestKey next = RequestKey.random(new SecureRandom());
  private final ErasureRequest request =
      Samples.received(ScopeType.CREATOR, Standing.COMPLIANCE, false);

  @Test
  void theKeyIsGoneTheDigestsOfTheLogStayAndTheCopyOutsideIsReplaced() {
    ErasureRequest unlinked = Notes.unlinked(request, next, next.actor("c1"), Samples.NOW);

    Identity before = request.identity();
    assertThat(text(request)).as("positive control").contains(before.logKey());
    assertThat(text(unlinked)).doesNotContain(before.logKey());
    assertThat(unlinked.identity().key().bytes()).isEqualTo(next.bytes());
    assertThat(unlinked.identity().scope()).isEqualTo(before.scope());
    assertThat(unlinked.identity().actor()).isEqualTo(before.actor());
    assertThat(unlinked.outbox().statements())
        .as("nothing is said of it in the log")
        .isEqualTo(request.outbox().statements());
    assertThat(unlinked.outbox().waiting().getLast()).isInstanceOf(Outgoing.Kept.class);
    assertThat(unlinked.outbox().last()).isGreaterThan(request.outbox().last());
  }

  @Test
  void doneAgainItChangesNothing() {
    ErasureRequest unlinked = Notes.unlinked(request, next, "by", Samples.NOW);
    RequestKey another = RequestKey.random(new SecureRandom());
    assertThat(Notes.unlinked(unlinked, another, "by", Samples.NOW)).isSameAs(unlinked);
  }

  @Test
  void whatWasStoredBeforeHasItsKey() {
    byte[] old = text(request).replace(",\"unlinked\":false", "").getBytes(StandardCharsets.UTF_8);
    assertThat(new String(old, StandardCharsets.UTF_8)).doesNotContain("unlinked");
    ErasureRequest read = json.parse(old, ErasureRequest.class);
    assertThat(read.identity()).isEqualTo(request.identity());
  }

  private String text(ErasureRequest some) {
    return new String(json.bytes(some), StandardCharsets.UTF_8);
  }
}
