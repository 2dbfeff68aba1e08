package io.palimpsest.ingest.app;

import com.github.benmanes.caffeine.cache.Ticker;
import com.mongodb.client.MongoDatabase;
import io.palimpsest.fencing.Writer;
import io.palimpsest.ingest.key.KeyRecords;
import io.palimpsest.ingest.key.KeyRing;
import io.palimpsest.ingest.key.KeyVault;
import io.palimpsest.ingest.key.Master;
import io.palimpsest.ingest.key.NamedKeys;
import io.palimpsest.ingest.key.Rotation;
import io.palimpsest.ingest.key.SealingEvents;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.EventSeal;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.sealing.KmsKeys;
import io.palimpsest.sealing.MasterWrapping;
import io.palimpsest.sealing.SystemKeys;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Keys, and what is sealed with them. */
@Singleton
class Sealing {
  private static final String MASTER_KEYS = "palimpsest.ingest.sealing.master-keys";

  @Produces
  @Singleton
  KeyRecords records(MongoDatabase database) {
    return new KeyRecords(database);
  }

  @Produces
  @Singleton
  KmsKeys kms() {
    return KmsKeys.known();
  }

  @Produces
  @Singleton
  Master master(IngestConfig config, KeyRecords records, KmsKeys kms) {
    IngestConfig.Sealing sealing = config.sealing();
    if (sealing.masterKeys().isPresent()) {
      return Master.remote(
          sealing.masterKeys().get().stream().map(uri -> inKms(kms, uri)).toList(),
          sealing.masterKeyFile());
    }
    if (sealing.masterKeyFile().isPresent()) {
      // A new key beside keys that another one wrapped would lose them: then it is not made.
      return Master.in(
          sealing.masterKeyFile().get(), () -> sealing.createMasterKey() && records.isEmpty());
    }
    if (sealing.enabled()) {
      throw new IllegalStateException(
          MASTER_KEYS
              + " or palimpsest.ingest.sealing.master-key-file names the master key; without one"
              + " set palimpsest.ingest.sealing.enabled=false");
    }
    return Master.none();
  }

  private static MasterWrapping inKms(KmsKeys kms, String uri) {
    try {
      return kms.key(uri);
    } catch (IllegalArgumentException noKey) {
      throw new IllegalStateException(MASTER_KEYS + ": " + noKey.getMessage(), noKey);
    }
  }

  @Produces
  @Singleton
  KeyRing keys(KeyRecords records, Master master, Writer writer, IngestConfig config) {
    KeyRing keys =
        new KeyRing(
            records, master, writer::isFenced, config.sealing().heldKeys(), Ticker.systemTicker());
    writer.onFence(fence -> keys.drop(fence.uid()));
    return keys;
  }

  @Produces
  @Singleton
  EventSeal events(KeyRing keys, IngestConfig config) {
    return config.sealing().enabled() ? new SealingEvents(keys) : EventSeal.none();
  }

  @Produces
  @Singleton
  Vault vault(KeyRing keys, IngestConfig config) {
    return new KeyVault(keys, config.sealing().enabled());
  }

  @Produces
  @Singleton
  SystemKeys system(KeyRing keys, GuardedWork guarded, IngestConfig config) {
    return new NamedKeys(keys, guarded, config.sealing().enabled());
  }

  @Produces
  @Singleton
  Rotation rotation(KeyRecords records, Master master) {
    return new Rotation(records, master);
  }
}
