package io.palimpsest.erasure.model;

/** In which right somebody asks. */
public enum Standing {
  /** The tenant whose own data it is, by the door that is for owners. */
  OWNER,
  /** Somebody of the tenant by any other door: may ask, and consents to nothing by that. */
  ASKER,
  /** Somebody with the compliance role. */
  COMPLIANCE
}
