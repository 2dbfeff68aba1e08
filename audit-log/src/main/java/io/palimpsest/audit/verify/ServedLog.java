package io.palimpsest.audit.verify;

import io.palimpsest.audit.log.EntryBundle;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.log.TilePath;
import io.palimpsest.audit.note.MalformedNoteException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A copy of tiles, bundles and a checkpoint, as it is served or lies in a folder. */
public final class ServedLog implements LogCopy {
  private final Resources resources;

  /** The copy behind some resources. */
  public ServedLog(Resources resources) {
    this.resources = resources;
  }

  @Override
  public List<Signed> checkpoints() throws IOException {
    return resources.read(Resources.CHECKPOINT).stream()
        .map(bytes -> new Signed(Resources.CHECKPOINT, bytes))
        .toList();
  }

  @Override
  public Entries entries(long size) {
    return new Bundles(resources, size);
  }

  @Override
  public Optional<Resources> tiles() {
    return Optional.of(resources);
  }

  private static final class Bundles implements Entries {
    private final Resources resources;
    private final long size;
    private long next;

    Bundles(Resources resources, long size) {
      this.resources = resources;
      this.size = size;
    }

    @Override
    public List<Entry> next() throws IOException, MalformedNoteException {
      List<Entry> batch = new ArrayList<>();
      if (next >= size) {
        return batch;
      }
      int width = (int) Math.min(TilePath.FULL, size - next);
      TilePath path = new TilePath(TilePath.ENTRIES, next / TilePath.FULL, width);
      List<byte[]> bundle = entries(path);
      if (bundle.size() < width) {
        throw new MalformedNoteException(
            path.path() + " has " + bundle.size() + " entries, not " + width);
      }
      for (byte[] entry : bundle.subList(0, width)) {
        batch.add(new Entry(next++, entry));
      }
      return batch;
    }

    private List<byte[]> entries(TilePath path) throws IOException, MalformedNoteException {
      Optional<byte[]> bytes = resources.read(path.path());
      if (bytes.isEmpty() && !path.isFull()) {
        bytes = resources.read(path.full().path());
      }
      try {
        return EntryBundle.entries(
            bytes.orElseThrow(() -> new MalformedNoteException("the bundle is missing")));
      } catch (MalformedNoteException broken) {
        throw new MalformedNoteException(path.path() + ": " + broken.getMessage());
      }
    }

    @Override
    public void close() {}
  }
}
