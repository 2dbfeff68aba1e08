package io.palimpsest.reembed.app;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps what was gathered of tenants, now and then. */
@ApplicationScoped
class FigureTimer {
  private final TenantFigures figures;

  FigureTimer(TenantFigures figures) {
    this.figures = figures;
  }

  @Scheduled(
      every = "{palimpsest.figures.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void keep() {
    figures.keep();
  }
}
