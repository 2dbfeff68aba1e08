package io.palimpsest.erasure.audit;

import io.palimpsest.erasure.broker.ParkedRequests;
import io.palimpsest.erasure.demand.Deed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Remembers why something was parked, and nothing else. */
final class ParkedReasons implements ParkedRequests {
  final List<String> reasons = new CopyOnWriteArrayList<>();

  @Override
  public void park(ConsumerRecord<String, byte[]> refused, String reason) {
    reasons.add(reason);
  }

  @Override
  public long count() {
    return reasons.size();
  }

  @Override
  public Optional<ParkedRequests.Parked> find(String id) {
    return Optional.empty();
  }

  @Override
  public boolean forget(String id) {
    return false;
  }

  @Override
  public boolean drop(String id, Deed deed) {
    return false;
  }

  @Override
  public Map<Integer, Long> oldestDemands() {
    return Map.of();
  }

  @Override
  public List<ParkedRequests.Parked> newest(ParkedRequests.@Nullable Parked before, int limit) {
    return List.of();
  }
}
