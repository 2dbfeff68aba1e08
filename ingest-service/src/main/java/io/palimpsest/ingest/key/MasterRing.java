package io.palimpsest.ingest.key;

import io.palimpsest.sealing.BrokenSealException;
import io.palimpsest.sealing.DataKey;
import io.palimpsest.sealing.MasterWrapping;
import java.util.List;

/**
 * Master keys of which the first wraps and all unwrap, for as long as one takes the place of
 * another.
 */
record MasterRing(List<MasterWrapping> keys) implements MasterWrapping {
  MasterRing {
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("one of the keys wraps");
    }
  }

  @Override
  public String current() {
    return keys.getFirst().current();
  }

  @Override
  public byte[] wrap(DataKey key, String context) {
    return keys.getFirst().wrap(key, context);
  }

  /** Asks the oldest first: until all is wrapped anew most is its own. */
  @Override
  public DataKey unwrap(byte[] wrapped, String context) {
    for (MasterWrapping older : keys.reversed().subList(0, keys.size() - 1)) {
      try {
        return older.unwrap(wrapped, context);
      } catch (BrokenSealException anothers) {
        continue;
      }
    }
    return keys.getFirst().unwrap(wrapped, context);
  }
}
