package io.palimpsest.ingest.registry;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who works under an organization. */
public enum OrganizationType {
  /** One person. */
  @JsonProperty("individual")
  INDIVIDUAL,
  /** Several people. */
  @JsonProperty("agency")
  AGENCY
}
