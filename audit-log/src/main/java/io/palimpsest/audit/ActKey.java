package io.palimpsest.audit;

import java.util.Optional;

/**
 * The key of the digests of an act that is no erasure request, where it is kept.
 *
 * @param key empty once it was destroyed
 * @param destruction destroys it for good; durable on return, the same again changes nothing
 */
public record ActKey(Optional<RequestKey> key, Runnable destruction) {
  /** A key that may be gone by its bytes; empty: it was destroyed. */
  public static ActKey of(Optional<byte[]> bytes, Runnable destruction) {
    return new ActKey(bytes.map(RequestKey::of), destruction);
  }

  @Override
  public String toString() {
    return "ActKey[" + (key.isPresent() ? "kept" : "destroyed") + "]";
  }
}
