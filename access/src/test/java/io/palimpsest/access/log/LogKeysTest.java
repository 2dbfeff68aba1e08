package io.palimpsest.access.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class LogKeysTest {
  private final LogKeys keys = new LogKeys();

  @Test
  void pairsOfKnownNamesAreFieldsUnderOneNameEach() {
    assertThat(fields("record parked id=x reason=embedding.timeout offset=17"))
        .containsOnly(Map.entry("reason", "embedding.timeout"), Map.entry("offset", "17"));
    assertThat(fields("step failed request_id=er_1 times=3"))
        .containsOnly(Map.entry("request", "er_1"));
    assertThat(fields("confirmed request=er_2")).containsOnly(Map.entry("request", "er_2"));
  }

  @Test
  void whatIsNoPairIsLeftInTheSentence() {
    assertThat(fields("index side started")).isEmpty();
    assertThat(fields("x=1 y=2")).isEmpty();
    assertThat(fields("https://example/?reason=1")).isEmpty();
  }

  private Map<String, String> fields(String message) {
    ExtLogRecord line = new ExtLogRecord(Level.INFO, message, LogKeysTest.class.getName());
    assertThat(keys.isLoggable(line)).as("no line is lost").isTrue();
    Map<String, String> fields = line.getMdcCopy();
    return fields;
  }
}
