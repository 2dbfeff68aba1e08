package io.palimpsest.ingest.testing;

import io.palimpsest.ingest.registry.Lifting;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The erasure service as far as suppressions go: keeps what it is told. */
@Alternative
@Priority(1)
@Singleton
public class RecordedLifting implements Lifting {
  private final List<Told> told = new CopyOnWriteArrayList<>();

  /** What it was told. */
  public record Told(String requestRef, String by, String reason) {}

  @Override
  public void tell(String requestRef, String by, String reason) {
    told.add(new Told(requestRef, by, reason));
  }

  /** All that it was told. */
  public List<Told> told() {
    return List.copyOf(told);
  }
}
