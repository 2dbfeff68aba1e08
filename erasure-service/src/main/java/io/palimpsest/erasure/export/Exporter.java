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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Writes the bundle of a request. Doing it again replaces it. */
@ApplicationScoped
class Exporter implements LocalParticipant {
  private final BundleWriter writer;
  private final Bundles bundles;
  private final ExportSettings settings;
  private final Clock clock;

  Exporter(Instance<BundlePart> parts, Bundles bundles, ExportSettings settings, Clock clock) {
    this.writer =
        new BundleWriter(parts.stream().sorted(Comparator.comparing(BundlePart::file)).toList());
    this.bundles = bundles;
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
    BundleWriter.Written written = write(request, now, expires);
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

  private BundleWriter.Written write(ErasureRequest request, Instant now, Instant expires) {
    try (OutputStream out = bundles.create(request.id(), request.planned().pathUids(), expires)) {
      return writer.write(request, now, out);
    } catch (IOException e) {
      bundles.destroy(request.id());
      throw new UncheckedIOException("the export was not written", e);
    } catch (RuntimeException e) {
      bundles.destroy(request.id());
      throw e;
    }
  }
}
