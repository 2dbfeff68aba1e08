package io.palimpsest.ingest.registry;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an organization has subscribed to. */
public enum PlanTier {
  /** One profile. */
  @JsonProperty("free")
  FREE,
  /** A few profiles. */
  @JsonProperty("starter")
  STARTER,
  /** Ten profiles; for agencies. */
  @JsonProperty("pro")
  PRO,
  /** As many as wanted. */
  @JsonProperty("enterprise")
  ENTERPRISE
}
