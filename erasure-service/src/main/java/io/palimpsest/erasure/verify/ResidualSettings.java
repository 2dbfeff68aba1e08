package io.palimpsest.erasure.verify;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what an erasure leaves stays at the latest, counted from the confirmation. */
@ConfigMapping(prefix = "palimpsest.erasure.residual")
public interface ResidualSettings {
  /** Records on compacted topics below their tombstone: twice the longest lag of compaction. */
  @WithDefault("48h")
  Duration topicSegment();

  /** Submissions on the inbox topics: their retention and one segment. */
  @WithDefault("336h")
  Duration inbox();

  /** Demands on the topic of requests: its retention and one segment. */
  @WithDefault("336h")
  Duration erasureRequests();

  /** Tasks on the work topic: its retention and one segment. */
  @WithDefault("888h")
  Duration erasureWork();

  /** Vectors after their deletion, as the vendor's terms say. */
  @WithDefault("2160h")
  Duration vendorSoftDelete();

  /** Backups of documents and vectors: how long the operator keeps the oldest one. */
  @WithDefault("840h")
  Duration backup();

  /** Backups of keys. */
  @WithDefault("168h")
  Duration keyBackup();

  /**
   * Plans of dry runs that name the scope: as long as they are kept, and an hour to forget them.
   */
  @WithDefault("25h")
  Duration preview();

  /** What a participant left without a date. */
  @WithDefault("2160h")
  Duration unknown();

  /** Pause before something that was still there is looked for again. */
  @WithDefault("24h")
  Duration again();

  /** Longest time of one reading of a topic. */
  @WithDefault("10m")
  Duration reading();
}
