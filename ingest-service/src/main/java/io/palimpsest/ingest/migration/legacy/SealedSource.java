package io.palimpsest.ingest.migration.legacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps what a job is told in confidence: sealed where the service seals. */
@Singleton
public class SealedSource {
  private static final String WHAT = "migration.secret";
  private static final char SEPARATOR = ':';

  /** Longer than a job is kept that is over. */
  private static final Duration KEPT = Duration.ofDays(31);

  private final Vault vault;
  private final GuardedWork guarded;
  private final ObjectMapper mapper;
  private final MongoClient client;
  private final MigrationConfig config;
  private final InstantSource clock;

  SealedSource(
      Vault vault,
      GuardedWork guarded,
      ObjectMapper mapper,
      MongoClient client,
      MigrationConfig config,
      InstantSource clock) {
    this.vault = vault;
    this.clock = clock;
    this.guarded = guarded;
    this.mapper = mapper;
    this.client = client;
    this.config = config;
  }

  /** The text by which a job remembers the source. */
  public String seal(LegacySource source) {
    try {
      return sealText(mapper.writeValueAsString(source));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The inverse. */
  public LegacySource open(String kept) {
    try {
      return mapper.readValue(openText(kept), LegacySource.class);
    } catch (IOException foreign) {
      throw new IllegalStateException(foreign);
    }
  }

  /** The same, or empty once its key is gone. */
  public Optional<LegacySource> tryOpen(String kept) {
    int separator = kept.indexOf(SEPARATOR);
    if (separator >= 0) {
      UUID key = UUID.fromString(kept.substring(0, separator));
      byte[] sealed = Base64.getDecoder().decode(kept.substring(separator + 1));
      if (vault.opener(List.of(key)).open(key, WHAT, sealed).isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(open(kept));
  }

  /** Seals any short text under a key of its own, which goes by itself. */
  public String sealText(String secret) {
    byte[] plain = secret.getBytes(StandardCharsets.UTF_8);
    UUID key = UUID.randomUUID();
    Instant until = clock.instant().plus(KEPT);
    Optional<byte[]> sealed =
        guarded.run(
            List.of(Vault.SYSTEM),
            work -> vault.sealer(List.of(Vault.SYSTEM, key), until, work).seal(key, WHAT, plain));
    String text = Base64.getEncoder().encodeToString(sealed.orElse(plain));
    return sealed.isPresent() ? "%s%s%s".formatted(key, SEPARATOR, text) : text;
  }

  /** The inverse. */
  public String openText(String kept) {
    int separator = kept.indexOf(SEPARATOR);
    byte[] bytes = Base64.getDecoder().decode(kept.substring(separator + 1));
    return new String(
        separator < 0 ? bytes : open(UUID.fromString(kept.substring(0, separator)), bytes),
        StandardCharsets.UTF_8);
  }

  private byte[] open(UUID key, byte[] sealed) {
    return vault
        .opener(List.of(key))
        .open(key, WHAT, sealed)
        .orElseThrow(() -> new IllegalStateException("the key is gone"));
  }

  /** The old document database that a source names; to be closed. */
  public LegacyDocuments documents(LegacySource source) {
    return source
        .mongo()
        .or(config::sourceMongo)
        .map(LegacyDocuments::at)
        .orElseGet(() -> LegacyDocuments.beside(client, config.database()));
  }

  /** A database beside the service's own, which the caller makes and drops. */
  public LegacyDocuments scratch(String name) {
    return LegacyDocuments.beside(client, name);
  }
}
