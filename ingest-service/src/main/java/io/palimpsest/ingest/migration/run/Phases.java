package io.palimpsest.ingest.migration.run;

import io.palimpsest.jobs.act.Acts;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All phases, in their order. */
@Singleton
class Phases {
  private final List<Phase> all;
  private final List<Phase> rehearsed;

  Phases(
      BackupPhase backup,
      TenantPhases tenants,
      ItemsPhase items,
      VectorsPhase vectors,
      SwitchPhase switching,
      Rehearsal rehearsal,
      Acts acts) {
    this.all =
        List.of(
            new SaidPhase("backup", backup, acts),
            new SaidPhase("organization", tenants.organization(), acts),
            new SaidPhase("profile", tenants.profile(), acts),
            new SaidPhase("items", items, acts),
            new SaidPhase("vectors", vectors, acts),
            new SaidPhase("switch", switching, acts));
    this.rehearsed =
        List.of(
            new SaidPhase("rehearsal", rehearsal.comparison(), acts),
            new SaidPhase("rehearsal_removal", rehearsal.removal(), acts));
  }

  List<String> names() {
    return all.stream().map(Phase::name).toList();
  }

  Optional<Phase> find(String name) {
    return Stream.concat(all.stream(), rehearsed.stream())
        .filter(phase -> phase.name().equals(name))
        .findFirst();
  }

  /**
   * What {@code --phase} names: a phase, {@code 1} for both of its halves, {@code all}, or {@code
   * rehearse} for what a rehearsal does.
   */
  Optional<List<String>> named(String option) {
    return switch (option) {
      case "all" -> Optional.of(names());
      case "1" -> Optional.of(List.of("1a", "1b"));
      case Rehearsal.ASKED -> Optional.of(Rehearsal.PHASES);
      default -> Optional.of(List.of(option)).filter(names()::containsAll);
    };
  }
}
