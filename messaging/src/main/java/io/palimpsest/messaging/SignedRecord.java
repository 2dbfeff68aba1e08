package io.palimpsest.messaging;

import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.topic.Topic;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A record that is kept in its final bytes, signed once, until its topic has it: a repeat is the
 * same record.
 *
 * @param topic where it goes
 * @param key its key
 * @param value its bytes
 * @param proof their signature
 */
public record SignedRecord(Topic topic, String key, byte[] value, byte[] proof) {
  private static final long SECONDS = 15;
  private static final String TOPIC = "topic";
  private static final String KEY = "key";
  private static final String VALUE = "value";
  private static final String PROOF = "proof";

  /** Signs a record of a topic that asks for signatures. */
  public static SignedRecord of(RecordSigner signer, Topic topic, String key, byte[] value) {
    byte[] proof = signer.sign(Signable.of(topic, key, value)).orElseThrow();
    return new SignedRecord(topic, key, value, proof);
  }

  /** The record that was kept in this form. */
  public static SignedRecord of(Map<String, ?> form) {
    return new SignedRecord(
        Topic.valueOf(text(form, TOPIC)),
        text(form, KEY),
        Base64.getDecoder().decode(text(form, VALUE)),
        Base64.getDecoder().decode(text(form, PROOF)));
  }

  /** Form in which a store of documents keeps it: texts by name. */
  public Map<String, String> form() {
    return Map.of(
        TOPIC,
        topic.name(),
        KEY,
        key,
        VALUE,
        Base64.getEncoder().encodeToString(value),
        PROOF,
        Base64.getEncoder().encodeToString(proof));
  }

  /**
   * Takes it to its topic; it is there on return.
   *
   * @throws java.util.concurrent.CompletionException when that is not known after 15 s
   */
  public void take(EventPublisher publisher) {
    publisher
        .publishRaw(topic, key, value, Map.of(RecordSigner.HEADER, proof))
        .orTimeout(SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private static String text(Map<String, ?> form, String name) {
    if (form.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("a kept record has no " + name);
  }
}
