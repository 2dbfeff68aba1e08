package io.palimpsest.access.body;

import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is true of bodies where a service says nothing else. */
@ApplicationScoped
class BodyBeans {
  @Produces
  @Singleton
  @DefaultBean
  BodyRules rules(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "1M")
          MemorySize most) {
    return new BodyRules(most.asLongValue(), List.of());
  }

  @Produces
  @Singleton
  Held held(BodyConfig config) {
    return new Held((long) (Runtime.getRuntime().maxMemory() * config.heapShare()));
  }
}
