package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.InboxEnds;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.phase.Covering;
import io.palimpsest.erasure.phase.Findings;
import io.palimpsest.erasure.phase.Step;
import io.palimpsest.erasure.plan.Absence;
import io.palimpsest.erasure.plan.AbsenceDirectory;
import io.palimpsest.erasure.plan.StoreByName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for anything of a scope that the registry does not know: in ingest, which has to be past
 * the inbox first, among the erasures of before, and in the vector store.
 */
final class Searcher {
  private final AbsenceDirectory directory;
  private final StoreByName store;
  private final Afterwards afterwards;
  private final Requests requests;

  Searcher(
      AbsenceDirectory directory, StoreByName store, Afterwards afterwards, Requests requests) {
    this.directory = directory;
    this.store = store;
    this.afterwards = afterwards;
    this.requests = requests;
  }

  /** What ingest has to be past before anything can be said. */
  InboxEnds ends(ErasureRequest request) {
    return directory.inboxEnds(request.demand().type());
  }

  Findings look(ErasureRequest request, Step.Search search) throws InterruptedException {
    Demand demand = request.demand();
    return switch (directory.absence(demand.type(), demand.ids(), search.ends())) {
      case Absence.Behind behind -> new Findings.Behind();
      case Absence.Void gone -> new Findings.Renewed(ends(request));
      case Absence.Settled settled -> findings(request, settled);
    };
  }

  private Findings findings(ErasureRequest request, Absence.Settled settled)
      throws InterruptedException {
    if (settled.registered()) {
      return new Findings.Registered();
    }
    Optional<ErasureRequest> eraser = eraser(request, settled.erasedBy());
    if (eraser.isPresent()) {
      return erasedBefore(eraser.get());
    }
    Demand demand = request.demand();
    boolean stored = store.holdsAny(demand.type(), demand.ids(), settled.slug());
    boolean forgotten = settled.erasedBy() != null;
    return stored || forgotten || settled.parked() > 0
        ? new Findings.Ownerless(settled.parked(), stored, forgotten)
        : new Findings.Nothing();
  }

  /** The request that erases the scope or did; one that ended without it is none. */
  private Optional<ErasureRequest> eraser(ErasureRequest request, @Nullable String ref) {
    return Optional.ofNullable(ref)
        .flatMap(requests::findByRef)
        .filter(found -> !found.id().equals(request.id()) && found.plan() != null)
        .filter(found -> !found.ended() || found.state().confirmation().isPresent());
  }

  private Findings erasedBefore(ErasureRequest eraser) throws InterruptedException {
    Plan plan = eraser.planned();
    return new Findings.ErasedBefore(
        new Covering.Cover(eraser.id(), eraser.ref()), plan.handedOn(afterwards.places(eraser)));
  }
}
