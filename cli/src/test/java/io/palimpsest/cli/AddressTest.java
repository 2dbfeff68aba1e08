package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as people type them: understood, or refused in one line that says how to write one. */
class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://vectors.example, https://vectors.example",
    "http://vectors.example:8080, http://vectors.example:8080",
    "localhost:8080, http://localhost:8080",
    "127.0.0.1:8080/here, http://127.0.0.1:8080/here",
    "[::1]:8080, http://[::1]:8080",
  })
  void whatCanBeMeantIsUnderstood(String given, String address) {
    assertThat(Address.of("--address", given)).hasToString(address);
  }

  /** A host elsewhere without a scheme would get the token in the clear. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "vectors.example",
        "vectors.example:8080",
        "ftp://vectors.example",
        "ht tp://x",
        ""
      })
  void everythingElseIsALineThatSaysHowToWriteIt(String given) {
    assertThatThrownBy(() -> Address.of("--address", given))
        .isInstanceOf(UsageException.class)
        .hasMessage("--address: '%s' is no address; write https://HOST[:PORT] (or http://)", given);
  }
}
