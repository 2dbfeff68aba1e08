package io.palimpsest.local.vectors.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.local.vectors.call.Operation;
import io.palimpsest.local.vectors.call.Reason;
import io.palimpsest.local.vectors.call.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
  @Test
  void withoutConfiguredKeysAnyKeyIsAnAdminsButOneMustBeShown() {
    ApiKeys keys = ApiKeys.parse(List.of());
    assertThatCode(() -> keys.authorise("whatever", Operation.UPSERT)).doesNotThrowAnyException();
    refused(Reason.UNAUTHENTICATED, () -> keys.authorise(null, Operation.QUERY));
  }

  @Test
  void readOnlyKeyReadsAndDoesNotWrite() {
    ApiKeys keys = ApiKeys.parse(List.of("admin:a:b", "read-only:r"));
    assertThatCode(() -> keys.authorise("a:b", Operation.DELETE)).doesNotThrowAnyException();
    assertThatCode(() -> keys.authorise("r", Operation.FETCH)).doesNotThrowAnyException();
    for (Operation operation : Operation.values()) {
      if (operation.isWrite()) {
        refused(Reason.FORBIDDEN, () -> keys.authorise("r", operation));
      }
    }
    refused(Reason.UNAUTHENTICATED, () -> keys.authorise("other", Operation.FETCH));
    assertThat(keys.refusals()).isGreaterThan(2);
  }

  @Test
  void revokedKeyIsRefusedUntilRestored() {
    ApiKeys keys = ApiKeys.parse(List.of("admin:a"));
    keys.revoke("a");
    refused(Reason.UNAUTHENTICATED, () -> keys.authorise("a", Operation.FETCH));
    keys.restoreAll();
    assertThatCode(() -> keys.authorise("a", Operation.FETCH)).doesNotThrowAnyException();
  }

  @Test
  void keyWithoutRoleIsAConfigurationError() {
    assertThatThrownBy(() -> ApiKeys.parse(List.of("secret")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ApiKeys.parse(List.of("owner:secret")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  private static void refused(Reason reason, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  @Test
  void faultsTakeKeysOfTheirOwnThatDoNothingElse() {
    ApiKeys keys = ApiKeys.parse(List.of("admin:root", "faults:havoc"));

    keys.requireFaults("havoc");
    assertThatThrownBy(() -> keys.requireFaults("root")).hasMessage("Invalid API Key");
    assertThatThrownBy(() -> keys.requireFaults(null)).hasMessage("Invalid API Key");
    assertThatThrownBy(() -> keys.authorise("havoc", Operation.QUERY))
        .hasMessage("Invalid API Key");
  }

  @Test
  void withoutAKeyForThemThereAreNone() {
    assertThatThrownBy(() -> ApiKeys.parse(List.of()).requireFaults("any"))
        .isInstanceOfSatisfying(
            Refusal.class, none -> assertThat(none.reason()).isEqualTo(Reason.NOT_FOUND));
  }
}
