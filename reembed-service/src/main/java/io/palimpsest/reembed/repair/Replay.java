package io.palimpsest.reembed.repair;

import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.Lap;
import io.palimpsest.reembed.change.NamedTenant;
import io.palimpsest.reembed.intake.ChangeScan;
import io.palimpsest.reembed.intake.ChangeScan.Seen;
import io.palimpsest.reembed.intake.ScanPlace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Reads the change topics from their beginning and puts every entity of a tenant, or of all, to
 * work in the lane behind everything else. What is as it should be already costs a look at the
 * ledger. With {@code estimate} nothing is done but counting what it would take.
 */
public final class Replay implements JobKind {
  /** Its name, as operators say it. */
  public static final String NAME = "replay";

  private static final int PAGE = 500;
  private final ChangeScan scan;
  private final Refeed refeed;
  private final Estimates estimates;
  private final NamedTenant tenants;

  /**
   * @param scan reads the topics
   * @param refeed puts changes to work
   * @param estimates counts what they would take
   * @param tenants finds tenants by name
   */
  public Replay(ChangeScan scan, Refeed refeed, Estimates estimates, NamedTenant tenants) {
    this.scan = scan;
    this.refeed = refeed;
    this.estimates = estimates;
    this.tenants = tenants;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> parameters(Map<String, String> given) {
    return Parameters.of(given, tenants, "estimate");
  }

  /** Counting stands in nobody's way. */
  @Override
  public String slot(Map<String, String> parameters) {
    return Parameters.flag(parameters, "estimate") ? NAME + "/" + UUID.randomUUID() : NAME;
  }

  @Override
  public Lap lap(Job job, Hold hold) throws InterruptedException {
    ScanPlace place = ScanPlace.parse(job.cursor());
    Optional<UUID> tenant = Parameters.tenant(job.parameters());
    return Parameters.flag(job.parameters(), "estimate")
        ? estimate(place, tenant, hold)
        : feed(place, tenant, hold);
  }

  private Lap feed(ScanPlace place, Optional<UUID> tenant, Hold hold) throws InterruptedException {
    ChangeScan.Page page = scan.read(place, PAGE);
    List<Seen> wanted = page.seen().stream().filter(seen -> isOf(seen, tenant)).toList();
    Map<String, Long> counts = new HashMap<>(refeed.feed(Refeed.newest(wanted), hold));
    counts.put("records", (long) page.seen().size());
    return lap(place, page.next(), wanted.size(), counts);
  }

  /** A whole partition: only at its end it is known which revision of an entity is the newest. */
  private Lap estimate(ScanPlace place, Optional<UUID> tenant, Hold hold) {
    Estimates.Sum sum = estimates.begin();
    Optional<ScanPlace> next = Optional.of(place);
    while (next.isPresent() && next.get().samePartition(place)) {
      hold.check();
      ChangeScan.Page page = scan.read(next.get(), PAGE);
      sum.add(page.seen().stream().filter(seen -> isOf(seen, tenant)).toList());
      next = page.next();
    }
    return lap(place, next, sum.entities(), sum.counts());
  }

  private static boolean isOf(Seen seen, Optional<UUID> tenant) {
    return tenant.isEmpty() || seen.change().entity().uids().contains(tenant.get());
  }

  private static Lap lap(
      ScanPlace place, Optional<ScanPlace> next, long work, Map<String, Long> counts) {
    boolean over = next.filter(place::samePartition).isEmpty();
    return new Lap(
        next.map(ScanPlace::toString).orElse(""),
        over ? 1 : 0,
        OptionalLong.of(ScanPlace.PARTITIONS),
        work,
        counts,
        next.isEmpty());
  }
}
