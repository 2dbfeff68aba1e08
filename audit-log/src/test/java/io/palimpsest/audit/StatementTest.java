package io.palimpsest.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.event.ScopeType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final RequestKey KEY = RequestKey.of(new byte[32]);

  private final Statement fenced =
      Statement.of(AuditSource.request("er_5b0c2f9d11aa"), 3, EntryType.FENCED, NOON)
          .with(AuditField.REQUEST, "er_5b0c2f9d11aa")
          .with(AuditField.SCOPE_TYPE, ScopeType.TWIN)
          .with(AuditField.SCOPE, KEY.scope(ScopeType.TWIN, List.of("sainath.no.1", "coach")))
          .with(AuditField.FENCE, 41)
          .with(AuditField.CONTROL_PASSED, true)
          .with(AuditField.DEADLINE, Instant.parse("2026-04-01T12:00:00Z"));

  @Test
  void bytesArePinned() {
    assertThat(new String(fenced.bytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"data\":{\"control_passed\":true,\"deadline\":\"2026-04-01T12:00:00.000Z\","
                + "\"fence\":41,\"request\":\"er_5b0c2f9d11aa\","
                + "\"scope\":\"d1ce6177e217b7b26723be15aa97ca5c8383e643bc01d4b19c9e98fb8ee30e01\","
                + "\"scope_type\":\"twin\"},"
                + "\"datacontenttype\":\"application/json\","
                + "\"dataschema\":\"urn:palimpsest:audit:entry:v1\",\"id\":\"3\","
                + "\"source\":\"/erasure/er_5b0c2f9d11aa\",\"specversion\":\"1.0\","
                + "\"time\":\"2026-03-01T12:00:00.123Z\",\"type\":\"io.palimpsest.audit.fenced\"}");
  }

  @Test
  void parsingIsTheInverseOfWriting() {
    assertThat(Statement.parse(fenced.bytes())).isEqualTo(fenced);
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeOfEntryCanBeWrittenAndRead(EntryType type) {
    Statement statement = Statement.of(AuditSource.service("erasure", "heartbeat"), 0, type, NOON);

    assertThat(Statement.parse(statement.bytes())).isEqualTo(statement);
  }

  @ParameterizedTest
  @EnumSource(names = {"HEARTBEAT", "CONFIRMED_LIVE"})
  void timesOnAWholeSecondAndMinuteAreReadBack(EntryType type) {
    for (String time : List.of("2026-03-01T12:00:00Z", "2026-03-01T12:00:01.100Z")) {
      Statement statement =
          Statement.of(AuditSource.service("erasure", "heartbeat"), 9, type, Instant.parse(time));

      assertThat(Statement.parse(statement.bytes())).isEqualTo(statement);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "nonsense",
        "[1]",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"b\"}",
        "{\"specversion\":\"9\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"b\"}"
      })
  void whatIsNoStatementIsRefused(String text) {
    assertThatThrownBy(() -> Statement.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedStatementException.class);
  }

  @Test
  void anotherFormOfTheSameStatementIsRefused() {
    String spaced = new String(fenced.bytes(), StandardCharsets.UTF_8).replace(",", ", ");

    assertThatThrownBy(() -> Statement.parse(spaced.getBytes(StandardCharsets.UTF_8)))
        .hasMessage("not in canonical form");
  }

  @Test
  void everyFlippedBitIsRefusedOrChangesTheStatement() {
    byte[] bytes = fenced.bytes();
    int refused = 0;
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        assertThat(Statement.parse(flipped)).isNotEqualTo(fenced);
      } catch (MalformedStatementException expected) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Acme Inc", "acme-inc", "sainath.no.1", "org_42", "someone@example.com", "a", ""})
  void aCodeHasNoPlaceForAnId(String id) {
    assertThatThrownBy(() -> fenced.with(AuditField.METHOD, id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("Acme");
  }

  @Test
  void aValueOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> fenced.with(AuditField.DELETED, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fenced.with(AuditField.DELETED, 1L << 53))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fenced.with(AuditField.SCOPE, "abc"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fenced.with(AuditField.CONTROL_PASSED, "true"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void scopesAndActorsOfOneNameHaveDifferentDigests() {
    assertThat(KEY.scope(ScopeType.CREATOR, List.of("x")))
        .isNotEqualTo(KEY.scope(ScopeType.ORGANIZATION, List.of("x")))
        .isNotEqualTo(KEY.actor("x"));
    assertThat(KEY.scope(ScopeType.TWIN, List.of("x", "y")))
        .isNotEqualTo(KEY.scope(ScopeType.TWIN, List.of("y", "x")));
  }
}
