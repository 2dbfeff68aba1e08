package io.palimpsest.reembed.app;

import io.palimpsest.event.TenantChanged;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicRecord;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.reembed.change.Arrivals;
import io.palimpsest.tenancy.Registry;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records of {@code palimpsest.tenants.v1} into the registry. */
final class TenantRecords implements Consumer<TopicRecord<TenantChanged>> {
  private static final Logger LOG = LoggerFactory.getLogger(TenantRecords.class);

  private final Registry registry;
  private final Arrivals arrivals;

  TenantRecords(Registry registry, Arrivals arrivals) {
    this.registry = registry;
    this.arrivals = arrivals;
  }

  @Override
  public void accept(TopicRecord<TenantChanged> tenant) {
    if (tenant.proof() instanceof Proof.Unproven(Proof.Reason reason)) {
      report(tenant, reason.code());
      return;
    }
    switch (tenant.value()) {
      case null -> erase(tenant);
      case Decoded.Event<TenantChanged>(TenantChanged event) -> apply(tenant, event);
      case Decoded.Undecodable<TenantChanged>(String reason) -> report(tenant, reason);
    }
  }

  private void erase(TopicRecord<TenantChanged> tenant) {
    UUID uid;
    try {
      uid = UUID.fromString(tenant.key());
    } catch (IllegalArgumentException noUid) {
      report(tenant, "key");
      return;
    }
    registry.erase(uid);
  }

  private void apply(TopicRecord<TenantChanged> tenant, TenantChanged event) {
    if (registry.apply(event) == Registry.Outcome.REFUSED) {
      report(tenant, "contract");
    }
    arrivals.changed();
  }

  private static void report(TopicRecord<TenantChanged> tenant, String reason) {
    LOG.error("tenant record not applied offset={} reason={}", tenant.offset(), reason);
  }
}
