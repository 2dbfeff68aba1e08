package io.palimpsest.erasure.export;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.participant.Participants;
import io.palimpsest.erasure.saga.LocalParticipant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Exports that other requests wrote of the same data: they go with it. */
@ApplicationScoped
class BundleParticipant implements LocalParticipant {
  private final Bundles bundles;
  private final Destruction destruction;

  BundleParticipant(Bundles bundles, Destruction destruction) {
    this.bundles = bundles;
    this.destruction = destruction;
  }

  @Override
  public String name() {
    return Participants.BUNDLES;
  }

  @Override
  public Receipt perform(ErasureRequest request, Task task) {
    UUID scope = request.planned().scope().uid();
    List<UUID> others = bundles.under(scope, request.id());
    others.forEach(other -> destruction.destroy(other, "erased"));
    int left = bundles.under(scope, request.id()).size();
    return new Receipt(
        task.attempt(),
        others.size(),
        others.size() - left,
        left,
        "delete_bundle",
        "bundles:" + left,
        List.of(),
        null);
  }
}
