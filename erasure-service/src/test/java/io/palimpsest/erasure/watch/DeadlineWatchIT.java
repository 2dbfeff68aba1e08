package io.palimpsest.erasure.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.erasure.StackResource;
import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.phase.Fencing;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.event.ScopeType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What alerts are made of: requests near their legal deadline, and erasures that take long. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class DeadlineWatchIT {
  private static final double HOUR = Duration.ofHours(1).toSeconds();

  private UUID id = UUID.randomUUID();

  @Inject Requests requests;
  @Inject DeadlineWatch watch;
  @Inject UnderWayWatch underWay;
  @Inject MeterRegistry meters;
  @Inject MongoClient mongo;

  @ConfigProperty(name = "quarkus.mongodb.database")
  String database;

  @AfterEach
  void forget() {
    mongo
        .getDatabase(database)
        .getCollection("erasure_requests")
        .deleteOne(Filters.eq("_id", id.toString()));
  }

  @Test
  void anOpenRequestCountsFromAWeekBeforeItsDeadlineOn() {
    watch.look();
    double week = near("week");
    double day = near("day");
    requests.insert(receivedDaysAgo(26));
    watch.look();
    assertThat(near("week")).isEqualTo(week + 1);
    assertThat(near("day")).isEqualTo(day);
    assertThat(requests.find(id).orElseThrow().journal())
        .anyMatch(line -> line.what().equals("deadline.week"));
  }

  @Test
  void anErasureUnderWayTellsForHowLongUntilItIsOver() {
    assertThat(seconds()).isLessThan(HOUR);
    ErasureRequest sample = Samples.received(ScopeType.TWIN, Standing.OWNER, false);
    Plan plan = Samples.plan(ScopeType.TWIN);
    ErasureRequest begun =
        Fencing.intended(Resolution.planned(sample, plan, Samples.NOW), 0, Samples.NOW);
    id = begun.id();
    requests.insert(begun);
    double age = Duration.between(Samples.NOW, Instant.now()).toSeconds();
    assertThat(seconds()).isBetween(age, age + HOUR);
    forget();
    assertThat(seconds()).isLessThan(HOUR);
  }

  private double seconds() {
    underWay.look();
    return meters.get(Metrics.UNDER_WAY).gauge().value();
  }

  private double near(String alarm) {
    return meters.get(Metrics.NEAR_DEADLINE).tag("alarm", alarm).gauge().value();
  }

  private ErasureRequest receivedDaysAgo(int days) {
    ErasureRequest sample = Samples.received(ScopeType.CREATOR, Standing.OWNER, false);
    Instant received = Instant.now().minus(Duration.ofDays(days));
    Demand demand =
        new Demand(
            ScopeType.CREATOR,
            sample.demand().ids(),
            sample.demand().reason(),
            "owner",
            Standing.OWNER,
            received,
            null,
            false,
            sample.demand().options());
    String ref = "er_" + id.toString().replace("-", "").substring(0, 24);
    return Resolution.received(id, ref, sample.identity(), demand, received);
  }
}
