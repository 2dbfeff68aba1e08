package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.ErasureRequest;
import java.util.function.IntSupplier;

/** Who measures how requests get on. Methods return at once and do not throw. */
public interface Progress {
  /** A request was stored by the saga; it may be in the same state as before. */
  void reached(ErasureRequest request);

  /** A request has ended and has told everybody. Called once more after each look at it. */
  void ended(ErasureRequest request);

  /** Where to read how many requests are in work. */
  void inWork(IntSupplier count);
}
