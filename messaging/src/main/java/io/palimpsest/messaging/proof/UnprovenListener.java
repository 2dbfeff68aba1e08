package io.palimpsest.messaging.proof;

/** Told of each record that is not proven; called on the reader's thread. */
@FunctionalInterface
public interface UnprovenListener {
  /** A record of the topic is not proven. */
  void unproven(String topic, Proof.Reason reason);
}
