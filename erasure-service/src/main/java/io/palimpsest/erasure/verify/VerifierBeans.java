package io.palimpsest.erasure.verify;

import io.palimpsest.erasure.plan.NamespaceNames;
import io.palimpsest.erasure.plan.ScopeDirectory;
import io.palimpsest.erasure.plan.StoreByName;
import io.palimpsest.erasure.saga.LocalParticipant;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens the verifier's connections and writes the control vector at the start. */
@ApplicationScoped
class VerifierBeans {
  @Produces
  @Singleton
  VerifierStores stores(VerifierSettings settings) {
    return new VerifierStores(settings);
  }

  void close(@Disposes VerifierStores stores) {
    stores.close();
  }

  @Produces
  @Singleton
  LocalParticipant verifier(
      VerifierStores stores,
      VerifierSettings settings,
      ListedNames names,
      ScopeDirectory directory) {
    return new Verifier(stores, settings, names, directory::lives);
  }

  @Produces
  @Singleton
  ListedNames names(VerifierStores stores, VerifierSettings settings) {
    return new ListedNames(stores, settings);
  }

  @Produces
  @Singleton
  StoreByName byName(VerifierStores stores, VerifierSettings settings, NamespaceNames namespaces) {
    return new StoreNames(stores, settings, namespaces);
  }

  void onStart(@Observes StartupEvent event, VerifierStores stores, VerifierSettings settings) {
    Thread.ofVirtual()
        .name("control-vector")
        .start(() -> stores.plant(new ControlVector(settings.controlNamespace())));
  }
}
