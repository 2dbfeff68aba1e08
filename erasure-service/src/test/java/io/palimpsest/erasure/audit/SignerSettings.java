package io.palimpsest.erasure.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of a signer under test. */
record SignerSettings(Path directory, Map<String, WitnessSettings> witness) implements LogSettings {
  SignerSettings(Map<String, WitnessSettings> witness) {
    this(Path.of("unused"), witness);
  }

  @Override
  public List<Path> keyFiles() {
    return List.of();
  }

  @Override
  public Optional<String> url() {
    return Optional.empty();
  }

  @Override
  public boolean enabled() {
    return true;
  }

  @Override
  public String transactionalId() {
    return "palimpsest-audit-signer";
  }

  @Override
  public String groupId() {
    return "palimpsest-audit-signer";
  }

  @Override
  public OptionalInt quorum() {
    return OptionalInt.empty();
  }

  @Override
  public Duration witnessTimeout() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Duration witnessPause() {
    return Duration.ofMillis(100);
  }

  @Override
  public long signedFrom() {
    return 0;
  }

  @Override
  public Duration interval() {
    return Duration.ofMillis(20);
  }
}
