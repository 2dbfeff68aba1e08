package io.palimpsest.reembed.app;

import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.ErasureAdmission;
import io.palimpsest.fencing.Fence;
import io.palimpsest.fencing.Warrant;
import io.palimpsest.fencing.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A writer that is told what is fenced, and whether it has a lease. */
final class OneWriter implements Writer {
  private final List<Fence> fences = new ArrayList<>();
  private final List<Consumer<Fence>> listeners = new ArrayList<>();
  private boolean leased = true;

  void fence(UUID uid) {
    Fence fence = new Fence(fences.size(), uid, ScopeType.CREATOR, "er_1");
    fences.add(fence);
    listeners.forEach(listener -> listener.accept(fence));
  }

  void lease(boolean has) {
    leased = has;
  }

  @Override
  public Admission admit(Collection<UUID> uids) {
    if (!leased) {
      return new Admission.Unleased();
    }
    return fences.stream()
        .map(Fence::uid)
        .filter(uids::contains)
        .findFirst()
        .<Admission>map(Admission.Refused::new)
        .orElseGet(() -> new Admission.Admitted(new TenantFiguresIT.Freely()));
  }

  @Override
  public ErasureAdmission admit(Warrant warrant) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean awaitFences(long sequence, Duration timeout) {
    return true;
  }

  @Override
  public boolean leased() {
    return leased;
  }

  @Override
  public boolean awaitLease(Duration timeout) {
    return leased;
  }

  @Override
  public boolean isFenced(Collection<UUID> uids) {
    return fences.stream().map(Fence::uid).anyMatch(uids::contains);
  }

  @Override
  public long fencesApplied() {
    return fences.size() - 1L;
  }

  @Override
  public List<Fence> fences() {
    return List.copyOf(fences);
  }

  @Override
  public void onFence(Consumer<Fence> listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {}
}
