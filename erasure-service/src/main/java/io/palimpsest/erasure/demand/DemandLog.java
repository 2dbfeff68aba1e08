package io.palimpsest.erasure.demand;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.RequestJson;
import io.palimpsest.event.DemandKept;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.TopicRecord;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.sealing.BrokenSealException;
import io.palimpsest.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the copies back. A copy counts when it is signed, and for what opens it: what does not open
 * says nothing.
 */
@ApplicationScoped
public class DemandLog {
  private static final Logger LOG = LoggerFactory.getLogger(DemandLog.class);

  private final RequestJson json = new RequestJson();
  private final TopicLog log;
  private final Keys keys;

  DemandLog(KafkaSettings kafka, EventCodec events, RecordVerifier verifier, Keys keys) {
    this.log = new TopicLog(kafka.withClientId(kafka.clientId() + "-demands"), events, verifier);
    this.keys = keys;
  }

  /**
   * The newest copy of each request and hold, to the end that the topic has now: by its version,
   * for an old one may lie behind it, appended again by somebody.
   */
  public Map<UUID, Copy> newest(Duration within) {
    Map<UUID, Copy> newest = new HashMap<>();
    log.read(Topic.ERASURE_DEMANDS, DemandKept.class, within, record -> take(record, newest));
    return newest;
  }

  /** The request, or empty when its key is gone or did not seal it. */
  public Optional<ErasureRequest> request(Copy copy) {
    return open(copy, ErasureRequest.class)
        .filter(request -> request.id().equals(copy.id()) && request.version() == copy.version());
  }

  /** The hold, or empty as for a request. */
  public Optional<Hold> hold(Copy copy) {
    return open(copy, Hold.class).filter(hold -> hold.id().equals(copy.id()));
  }

  private <T> Optional<T> open(Copy copy, Class<T> type) {
    String context = Copy.context(copy.id(), copy.kind(), copy.version());
    try {
      return keys.find(copy.keyName())
          .map(key -> json.parse(key.open(copy.sealed(), context), type));
    } catch (BrokenSealException foreign) {
      LOG.error("a copy is not what its key sealed id={}", copy.id(), foreign);
      return Optional.empty();
    }
  }

  private static void take(TopicRecord<DemandKept> found, Map<UUID, Copy> newest) {
    if (!(found.proof() instanceof Proof.Unproven)
        && found.value() instanceof Decoded.Event<DemandKept>(DemandKept event)
        && event.getId().toString().equals(found.key())) {
      newest.merge(event.getId(), Copy.of(event), Copy::newer);
    } else {
      LOG.error("no copy of a demand partition={} offset={}", found.partition(), found.offset());
    }
  }
}
