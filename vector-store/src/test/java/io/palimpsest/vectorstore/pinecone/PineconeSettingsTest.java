package io.palimpsest.vectorstore.pinecone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PineconeSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "palimpsest-abc.svc.aped-4627-b74a.pinecone.io, true",
    "https://palimpsest-abc.svc.pinecone.io, true",
    "https://localhost:8443, true",
    "localhost.example.com, true",
    "http://vectors:5080, false",
    "localhost:5080, false",
    "127.0.0.1:5080, false",
    "[::1]:5080, false",
  })
  void connections_are_encrypted_unless_they_stay_on_this_machine(String host, boolean tls) {
    assertThat(PineconeSettings.of(host, "key").tls()).isEqualTo(tls);
  }

  @Test
  void a_key_is_never_shown() {
    assertThat(PineconeSettings.of("localhost", "pc-secret").toString()).doesNotContain("secret");
  }

  @Test
  void a_missing_key_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> PineconeSettings.of("localhost", " "));
  }
}
