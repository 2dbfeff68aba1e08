package io.palimpsest.sealing;

/** What wraps the keys that wrap all others. */
public interface MasterWrapping extends Wrapping {
  /** Name of the key that wraps now, kept beside what it wraps; no secret. */
  String current();
}
