package io.palimpsest.access.metric;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires what metrics have in common; the framework gives it to every registry. */
@Singleton
class MetricBeans {
  @Produces
  @Singleton
  MeterFilter texts() {
    return MeterTexts.read(Thread.currentThread().getContextClassLoader());
  }
}
