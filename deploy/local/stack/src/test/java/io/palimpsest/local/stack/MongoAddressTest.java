package io.palimpsest.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MongoAddressTest {

  @ParameterizedTest
  @CsvSource({
    "mongodb://localhost, mongodb://localhost/ingest",
    "mongodb://localhost:27017/, mongodb://localhost:27017/ingest",
    "mongodb://localhost/other, mongodb://localhost/ingest",
    "'mongodb://u:p@a:1,b:2/?replicaSet=r', 'mongodb://u:p@a:1,b:2/ingest?replicaSet=r'",
    "mongodb+srv://cluster.example/x?w=majority, mongodb+srv://cluster.example/ingest?w=majority",
  })
  void theDatabaseIsPutBetweenServerAndOptions(String given, String expected) {
    assertThat(MongoAddress.parse(given).database("ingest")).isEqualTo(expected);
  }

  @Test
  void anythingElseIsRefusedWithoutQuotingIt() {
    assertThatThrownBy(() -> MongoAddress.parse("https://user:secret@host"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mongodb://")
        .hasMessageNotContaining("secret");
  }
}
