package io.palimpsest.access;

import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.topic.AnyTopic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/** What a service would wire; the broker behind it is never reached. */
@ApplicationScoped
class TestPublisher {
  @Produces
  @Singleton
  EventPublisher publisher() {
    return EventPublisher.connect(
        KafkaSettings.of("localhost:1", "test"), new NoCodec(), RecordSigner.none());
  }

  private static final class NoCodec implements EventCodec {
    @Override
    public byte[] encode(AnyTopic topic, SpecificRecord value) {
      return new byte[0];
    }

    @Override
    public <T extends SpecificRecord> Decoded<T> decode(
        AnyTopic topic, Class<T> type, byte[] value) {
      return new Decoded.Undecodable<>("none");
    }

    @Override
    public Decoded<GenericRecord> decode(AnyTopic topic, Schema part, byte[] value) {
      return new Decoded.Undecodable<>("none");
    }
  }
}
