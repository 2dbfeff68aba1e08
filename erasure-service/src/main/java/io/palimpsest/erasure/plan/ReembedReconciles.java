package io.palimpsest.erasure.plan;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Jobs of reembed-service. */
@ApplicationScoped
class ReembedReconciles implements Reconciles {
  private final ReembedJobs jobs;

  ReembedReconciles(@RestClient ReembedJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public void start(@Nullable String tenant, UUID erased) {
    jobs.reconcile(tenant, erased);
  }
}
