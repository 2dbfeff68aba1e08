package io.palimpsest.erasure.saga;

/** Opens once, when the database is known to be whole; before that no request may change. */
public interface Gate {
  /** A gate that was never shut. */
  Gate OPEN =
      new Gate() {
        @Override
        public boolean passed() {
          return true;
        }

        @Override
        public void await() {
          // It is open.
        }
      };

  /** Whether it is open. */
  boolean passed();

  /** Returns when it is open. */
  void await() throws InterruptedException;
}
