package io.palimpsest.erasure.demand;

import java.util.List;
import java.util.Optional;

/** Where deeds are kept, those beside a hold or a record included. Durable on return. */
public interface Deeds {
  /** Keeps one that changes nothing else. */
  void keep(Deed deed);

  /** Deeds that the log may not have yet. */
  List<Deed> unsaid(int limit);

  /** The log will have it. */
  void said(Deed deed);

  /** The deed with this reference. */
  Optional<Deed> find(String ref);

  /** Destroys the key of the deed with this reference for good; what it says stays as it is. */
  void destroyKey(String ref);
}
