package io.palimpsest.erasure.broker;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Tells all long work that the service ends before any of it is waited for. */
@ApplicationScoped
class WorkEnds {
  private static final int FIRST = 1;

  private final List<LongWork> works;

  WorkEnds(@All List<LongWork> works) {
    this.works = works;
  }

  void onStop(@Observes @Priority(FIRST) ShutdownEvent stop) {
    works.forEach(LongWork::leave);
  }
}
