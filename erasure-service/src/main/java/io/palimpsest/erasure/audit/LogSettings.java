package io.palimpsest.erasure.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The published log. */
@ConfigMapping(prefix = "palimpsest.audit.log")
public interface LogSettings {
  /**
   * Files of the keys that sign, each a line {@code PRIVATE+KEY+...}, or {@code WRAPPED+KEY ...}
   * for a key that a KMS unwraps; the first is the current one, further ones sign too while a
   * rotation overlaps. Their name is the log's origin.
   */
  List<Path> keyFiles();

  /** Folder of tiles and checkpoint. All instances share it; the one that signs writes. */
  Path directory();

  /** Where the log is served, for the policy; by default the origin behind https. */
  Optional<String> url();

  /** Whether this instance takes part in signing; of those that do, one at a time is at work. */
  @WithDefault("true")
  boolean enabled();

  /** Name of the transaction, by which a second signer is fenced off. */
  @WithDefault("palimpsest-audit-signer")
  String transactionalId();

  /** Consumer group of the signers. */
  @WithDefault("palimpsest-audit-signer")
  String groupId();

  /** Witnesses by name. */
  Map<String, WitnessSettings> witness();

  /** How many witnesses have to have cosigned; by default all. */
  OptionalInt quorum();

  /** Longest time that a checkpoint waits for a witness. */
  @WithDefault("2s")
  Duration witnessTimeout();

  /** How long a witness that failed is left alone. */
  @WithDefault("10s")
  Duration witnessPause();

  /** Offset from which on each entry on the topic must be signed; those below count as they are. */
  @WithDefault("0")
  long signedFrom();

  /** Shortest time between two checkpoints. */
  @WithDefault("500ms")
  Duration interval();

  /** One witness. */
  interface WitnessSettings {
    /** Where it answers {@code add-checkpoint}. */
    String url();

    /** Its public key as a vkey. */
    String key();
  }
}
