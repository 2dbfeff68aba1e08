package io.palimpsest.ingest.erase;

import io.palimpsest.ingest.key.KeyRecords;
import io.palimpsest.ingest.key.KeyRing;
import jakarta.inject.Singleton;

/**
 * The keys of the scope. Once they are destroyed nothing can be read of what Kafka still retains;
 * their marks stay, random uids alone, and say that they were.
 */
@Singleton
final class KeysParticipant implements Participant {
  private final KeyRecords records;
  private final KeyRing keys;

  KeysParticipant(KeyRecords records, KeyRing keys) {
    this.records = records;
    this.keys = keys;
  }

  @Override
  public String name() {
    return "ingest.keys";
  }

  @Override
  public long count(Target target) {
    return records.count(target.self().uid());
  }

  @Override
  public long erase(Target target, String requestRef, Works works) {
    long destroyed = works.all(work -> records.destroy(target.self().uid(), Works.PAGE, work));
    keys.drop(target.self().uid());
    return destroyed;
  }

  @Override
  public String method() {
    return "destroy_key_keep_mark";
  }
}
