package io.palimpsest.ingest.migration.run;

import io.palimpsest.jobs.act.Acts;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** All phases, in their order. */
@Singleton
class Phases {
  private final List<Phase> all;

  Phases(
      BackupPhase backup,
      TenantPhases tenants,
      ItemsPhase items,
      VectorsPhase vectors,
      SwitchPhase switching,
      Acts acts) {
    this.all =
        List.of(
            new SaidPhase("backup", backup, acts),
            new SaidPhase("organization", tenants.organization(), acts),
            new SaidPhase("profile", tenants.profile(), acts),
            new SaidPhase("items", items, acts),
            new SaidPhase("vectors", vectors, acts),
            new SaidPhase("switch", switching, acts));
  }

  List<String> names() {
    return all.stream().map(Phase::name).toList();
  }

  Optional<Phase> find(String name) {
    return all.stream().filter(phase -> phase.name().equals(name)).findFirst();
  }

  /** What {@code --phase} names: a phase, {@code 1} for both of its halves, or {@code all}. */
  Optional<List<String>> named(String option) {
    return switch (option) {
      case "all" -> Optional.of(names());
      case "1" -> Optional.of(List.of("1a", "1b"));
      default -> find(option).map(phase -> List.of(phase.name()));
    };
  }
}
