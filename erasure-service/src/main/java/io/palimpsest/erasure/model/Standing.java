package io.palimpsest.erasure.model;

/** In which right somebody asks. */
public enum Standing {
  /** The tenant whose own data it is. */
  OWNER,
  /** Somebody with the compliance role. */
  COMPLIANCE
}
