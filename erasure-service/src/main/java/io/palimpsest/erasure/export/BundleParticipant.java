package io.palimpsest.erasure.export;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.participant.Participants;
import io.palimpsest.erasure.saga.LocalParticipant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Exports that other requests wrote of the same data: they go with it. */
@ApplicationScoped
class BundleParticipant implements LocalParticipant {
  private final BundleStore bundles;
  private final Destruction destruction;

  BundleParticipant(BundleStore bundles, Destruction destruction) {
    this.bundles = bundles;
    this.destruction = destruction;
  }

  @Override
  public String name() {
    return Participants.BUNDLES;
  }

  @Override
  public Receipt perform(ErasureRequest request, Task task) {
    List<BundleStore.Note> found = found(request);
    destruction.destroy(found, "erased");
    int left = found(request).size();
    return new Receipt(
        task.attempt(),
        found.size(),
        found.size() - left,
        left,
        "delete_bundle",
        "bundles:" + left,
        List.of(),
        null);
  }

  /** Of the request itself the bundle stays until it is fetched, and nothing else. */
  private List<BundleStore.Note> found(ErasureRequest request) {
    return bundles.liveUnder(request.planned().scope().uid()).stream()
        .filter(note -> !note.complete() || !note.request().equals(request.id()))
        .toList();
  }
}
