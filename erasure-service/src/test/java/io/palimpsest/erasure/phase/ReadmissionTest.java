package io.palimpsest.erasure.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.event.ScopeType;
import org.junit.jupiter.api.Test;

class ReadmissionTest {
  @Test
  void leaveIsGivenOnceAndOnlyAfterTheConfirmation() {
    ErasureRequest request = Samples.received(ScopeType.TWIN, Standing.OWNER, false);
    assertThat(Readmission.answer(request)).isEqualTo(Readmission.Answer.NOT_CONFIRMED);
    request = Resolution.planned(request, Samples.plan(ScopeType.TWIN), Samples.NOW);
    request = Confirmation.concluded(request, Samples.NOTHING_LEFT, null, Samples.NOW);
    assertThat(Readmission.answer(request)).isEqualTo(Readmission.Answer.NOT_CONFIRMED);
    request = Confirmation.logged(request, 3, "{}", Samples.NOW);
    assertThat(Readmission.answer(request)).isEqualTo(Readmission.Answer.GIVEN);
    request = Readmission.given(request, Samples.NOW);
    assertThat(Readmission.answer(request)).isEqualTo(Readmission.Answer.ALREADY_GIVEN);
  }
}
