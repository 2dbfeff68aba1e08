package io.palimpsest.ingest.app;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.palimpsest.ingest.inbox.Submissions;
import io.palimpsest.ingest.registry.HashedReferences;
import io.palimpsest.ingest.registry.Seats;
import io.palimpsest.ingest.registry.SlugBook;
import io.palimpsest.ingest.source.Contents;
import io.palimpsest.ingest.store.ErasedScopes;
import io.palimpsest.ingest.store.FenceMark;
import io.palimpsest.ingest.store.Fingerprints;
import io.palimpsest.ingest.store.InboxTopics;
import io.palimpsest.ingest.store.SuppressedScopes;
import io.palimpsest.ingest.vault.KeyedDigest;
import io.palimpsest.ingest.vault.Vault;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The collections that hold no entries. */
@Singleton
class Stores {
  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  MongoDatabase database(
      MongoClient client,
      @ConfigProperty(name = "quarkus.mongodb.database") String name,
      @ConfigProperty(name = "palimpsest.documents.timeout", defaultValue = "PT10S")
          Duration timeout) {
    return client.getDatabase(name).withTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Produces
  @Singleton
  KeyedDigest digest(IngestConfig config) {
    return new KeyedDigest(config.digestKey().getBytes(StandardCharsets.UTF_8));
  }

  @Produces
  @Singleton
  InboxTopics inboxTopics(MongoDatabase database) {
    return new InboxTopics(database);
  }

  @Produces
  @Singleton
  ErasedScopes erasedScopes(MongoDatabase database, KeyedDigest digest, InboxTopics topics) {
    return new ErasedScopes(database, digest, topics);
  }

  @Produces
  @Singleton
  SuppressedScopes suppressedScopes(MongoDatabase database, KeyedDigest digest) {
    return new SuppressedScopes(database, digest);
  }

  @Produces
  @Singleton
  HashedReferences hashedReferences(KeyedDigest digest, IngestConfig config) {
    return new HashedReferences(digest, config.platforms());
  }

  @Produces
  @Singleton
  Fingerprints fingerprints(KeyedDigest digest) {
    return new Fingerprints(digest);
  }

  @Produces
  @Singleton
  FenceMark fenceMark(MongoDatabase database) {
    return new FenceMark(database);
  }

  @Produces
  @Singleton
  Submissions submissions(MongoDatabase database, Vault vault, IngestConfig config) {
    return new Submissions(database, vault, config.parkedFor());
  }

  @Produces
  @Singleton
  SlugBook slugs(MongoDatabase database, KeyedDigest digest) {
    return new SlugBook(database, digest);
  }

  @Produces
  @Singleton
  Seats seats(MongoDatabase database, InstantSource clock) {
    return new Seats(database, clock);
  }

  @Produces
  @Singleton
  Contents contents(MongoDatabase database, Vault vault, InstantSource clock) {
    return new Contents(database, vault, clock);
  }
}
