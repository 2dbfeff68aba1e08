package io.palimpsest.ingest.http;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose data the current request reaches for, where its path does not say so. */
@RequestScoped
class Reached {
  private @Nullable String tenant;

  void organization(String id) {
    tenant = "organization:" + id;
  }

  void creator(String id) {
    tenant = "creator:" + id;
  }

  /** All tenants at once. */
  void registry() {
    tenant = "registry";
  }

  /** As the access log has it. */
  Optional<String> tenant() {
    return Optional.ofNullable(tenant);
  }
}
