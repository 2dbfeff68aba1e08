package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.ErasureRequest;
import java.util.function.IntSupplier;

/** Nobody measures. */
final class Unmeasured implements Progress {
  @Override
  public void reached(ErasureRequest request) {}

  @Override
  public void ended(ErasureRequest request) {}

  @Override
  public void inWork(IntSupplier count) {}
}
