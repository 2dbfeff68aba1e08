package io.palimpsest.local.vectors.index;

import io.palimpsest.local.vectors.call.Operation;

/** How far reads lag behind acknowledged writes. */
public interface Visibility {
  /** Reads see every acknowledged write. */
  Visibility IMMEDIATE =
      new Visibility() {
        @Override
        public long delayNanos(Operation read) {
          return 0;
        }

        @Override
        public long longestNanos() {
          return 0;
        }

        @Override
        public void shownStale(Operation read) {
          throw new IllegalStateException("nothing is hidden");
        }
      };

  long delayNanos(Operation read);

  /** The longest of all delays: how long older states must be kept. */
  long longestNanos();

  /** To be told when a read was shown less than had been acknowledged. */
  void shownStale(Operation read);
}
