package io.palimpsest.reembed.embed;

import java.util.List;

/** Is told of texts whose vectors are in store and ledger now. */
@FunctionalInterface
public interface Afterwards {
  /** Called with what the model was asked for; may be empty. */
  void committed(List<Passage> passages);

  /** Does nothing. */
  static Afterwards nothing() {
    return passages -> {};
  }
}
