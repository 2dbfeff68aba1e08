package io.palimpsest.ingest.key;

import io.palimpsest.sealing.BrokenSealException;
import io.palimpsest.sealing.DataKey;
import io.palimpsest.sealing.KeysUnavailableException;
import io.palimpsest.sealing.MasterWrapping;
import java.util.List;

/**
 * Wraps the keys of all tenants anew under the master key that wraps now. How far it came is in the
 * keys themselves: after a crash it is simply run again. Entities' keys and what they sealed stay
 * as they are.
 */
public final class Rotation {
  private static final int PAGE = 200;

  private final KeyRecords records;
  private final Master master;

  /**
   * @param records the wrapped keys
   * @param master the master key, the old one still beside the new one
   */
  public Rotation(KeyRecords records, Master master) {
    this.records = records;
    this.master = master;
  }

  /**
   * How far it is.
   *
   * @param master id of the master key that wraps now
   * @param rewrapped keys that were wrapped anew by this run
   * @param remaining keys that an older master key wraps; once there are none it may go
   */
  public record Progress(String master, long rewrapped, long remaining) {}

  /** How far it is, by the master keys as they are now. */
  public Progress progress() {
    String current = master.reload().current();
    return new Progress(current, 0, records.countWrappedByOthers(current));
  }

  /**
   * Wraps at most so many keys anew.
   *
   * @throws KeysUnavailableException when an older master key is needed that is not there
   */
  public Progress run(long most) {
    MasterWrapping now = master.reload();
    long done = 0;
    while (done < most) {
      int limit = (int) Math.min(PAGE, most - done);
      List<KeyRecord> old = records.wrappedByOthers(now.current(), limit);
      if (old.isEmpty()) {
        break;
      }
      old.forEach(key -> rewrap(key, now));
      done += old.size();
    }
    return new Progress(now.current(), done, records.countWrappedByOthers(now.current()));
  }

  private void rewrap(KeyRecord old, MasterWrapping now) {
    old.wrapped()
        .ifPresent(
            wrapped ->
                records.rewrap(
                    old, now.current(), now.wrap(unwrap(old, wrapped, now), old.context())));
  }

  private static DataKey unwrap(KeyRecord old, byte[] wrapped, MasterWrapping now) {
    try {
      return now.unwrap(wrapped, old.context());
    } catch (BrokenSealException gone) {
      throw new KeysUnavailableException(
          "master key " + old.master() + " is missing, which still wraps keys", gone);
    }
  }
}
