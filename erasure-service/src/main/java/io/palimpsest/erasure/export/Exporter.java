package io.palimpsest.erasure.export;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.phase.Exporting;
import io.palimpsest.erasure.saga.LocalParticipant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Writes the bundle of a request. Each attempt has an id of its own; what earlier ones left is
 * destroyed first.
 */
@ApplicationScoped
class Exporter implements LocalParticipant {
  /** An attempt of which nothing is heard for so long is begun again. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private final BundleWriter writer;
  private final Bundles bundles;
  private final Destruction destruction;
  private final ExportSettings settings;
  private final Clock clock;

  Exporter(
      Instance<BundlePart> parts,
      Bundles bundles,
      Destruction destruction,
      ExportSettings settings,
      Clock clock) {
    this.writer =
        new BundleWriter(parts.stream().sorted(Comparator.comparing(BundlePart::file)).toList());
    this.bundles = bundles;
    this.destruction = destruction;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String name() {
    return Exporting.PARTICIPANT;
  }

  @Override
  public Receipt perform(ErasureRequest request, Task task) {
    Instant now = clock.instant();
    Instant expires = now.plus(settings.keep());
    try {
      return receipt(task, write(request, now, expires), expires);
    } catch (ScopeFencedException fenced) {
      return Receipt.failed(task.attempt(), Exporting.SCOPE_FENCED);
    } catch (IOException e) {
      throw new UncheckedIOException("the export was not written", e);
    }
  }

  private static Receipt receipt(Task task, BundleWriter.Written written, Instant expires) {
    return new Receipt(
        task.attempt(),
        written.records(),
        0,
        0,
        "zip_jsonl",
        written.digest(),
        List.of(new Receipt.Residual("export_bundle", expires)),
        null);
  }

  private BundleWriter.Written write(ErasureRequest request, Instant now, Instant expires)
      throws IOException {
    destruction.replaced(request.id());
    Attempt attempt =
        new Attempt(
            UUID.randomUUID(), request.id(), request.planned().pathUids(), now.plus(LONGEST));
    BundleWriter.Written written;
    try (OutputStream out = bundles.begin(attempt)) {
      written = writer.write(request, now, out);
    }
    bundles.complete(attempt, expires);
    return written;
  }
}
