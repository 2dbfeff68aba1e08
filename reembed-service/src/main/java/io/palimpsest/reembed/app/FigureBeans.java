package io.palimpsest.reembed.app;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.fencing.Writer;
import io.palimpsest.reembed.embed.EmbedMeter;
import io.palimpsest.reembed.erase.Kept;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.ledger.ScopeRows;
import io.palimpsest.reembed.ledger.TenantHours;
import io.palimpsest.reembed.route.Answering;
import io.palimpsest.reembed.route.Route;
import io.palimpsest.reembed.route.RouteView;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** What is known of tenants, for people. */
@Singleton
class FigureBeans {
  @Produces
  @Singleton
  TenantHours hours(MongoDatabase database) {
    return new TenantHours(database);
  }

  @Produces
  @Singleton
  Kept kept(TenantHours hours) {
    return new Kept("tenant_hours", hours::count, hours::delete);
  }

  @Produces
  @Singleton
  Answering answering(RouteView routes, Targets targets) {
    return tenant -> routes.forReading(tenant).map(Route::answering).orElse(targets.homeName());
  }

  @Produces
  @Singleton
  TenantFigures figures(
      TenantHours hours, ScopeRows rows, Admissions admissions, Answering answering) {
    return new TenantFigures(hours, rows, admissions, answering, Clock.systemUTC());
  }

  /** What counts calls to models. */
  @Produces
  @Singleton
  EmbedMeter meter(IndexMetrics metrics, MeterRegistry meters, JobsConfig config, Writer writer) {
    TenantTokens tokens =
        new TenantTokens(
            meters, config.pricePerMillionTokens(), uid -> writer.isFenced(List.of(uid)));
    writer.onFence(tokens::fenced);
    return metrics.and(tokens);
  }

  @Produces
  @Singleton
  TenantCoverage coverage(MeterRegistry meters, Writer writer) {
    TenantCoverage coverage = new TenantCoverage(meters, writer::isFenced);
    writer.onFence(coverage::fenced);
    return coverage;
  }
}
