package io.palimpsest.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.ProblemException;
import io.palimpsest.client.Search;
import io.palimpsest.event.SealedState;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.local.stack.Part;
import io.palimpsest.sealing.HttpKeys;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.topic.Topic;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;

/** Looks for scopes wherever anything of them could be found: at the API and past it. */
final class Doors implements AutoCloseable {
  /** Where uids stay on purpose: digests and random uids only, without content. */
  private static final Set<String> REMEMBER = Set.of("erased_scopes", "fences_applied");

  private final Palimpsest palimpsest;
  private final MongoClient ingest;
  private final MongoClient reembed;

  Doors(Palimpsest palimpsest) {
    this.palimpsest = palimpsest;
    this.ingest = MongoClients.create(palimpsest.stack().mongoUri("ingest"));
    this.reembed = MongoClients.create(palimpsest.stack().mongoUri("reembed"));
  }

  /** How much each door shows. */
  Map<String, Long> look(KnownScope scope) {
    try {
      return seen(scope);
    } catch (Exception e) {
      throw new IllegalStateException("a door does not answer", e);
    }
  }

  private Map<String, Long> seen(KnownScope scope) throws Exception {
    Map<String, Long> seen = new LinkedHashMap<>();
    seen.put("search", searched(scope));
    long listed = 0;
    long filtered = 0;
    for (String namespace : scope.namespaces()) {
      listed += palimpsest.vectors().ids(namespace).size();
      filtered += palimpsest.vectors().owned(namespace, scope.uidKey(), scope.uid().toString());
    }
    seen.put("store by list", listed);
    seen.put("store by metadata", filtered);
    seen.put("list of sources", documents(scope));
    seen.put("documents of ingest", stored(ingest, "ingest", scope.uids()));
    seen.put("documents of reembed", stored(reembed, "reembed", scope.uids()));
    seen.put("keys", (long) present(keyed(scope)).size());
    return seen;
  }

  /** For each scope, how many records of the sources' topic can be read by whoever has all keys. */
  Map<KnownScope, Long> readable(List<KnownScope> erased, KnownScope control) {
    List<SourceChanged> events = palimpsest.events(Topic.SOURCES, SourceChanged.class);
    Map<KnownScope, Long> readable = new LinkedHashMap<>();
    erased.forEach(scope -> readable.put(scope, opened(events, scope)));
    readable.put(control, opened(events, control));
    return readable;
  }

  private long opened(List<SourceChanged> events, KnownScope scope) {
    List<SourceChanged> own =
        events.stream()
            .filter(event -> event.getState() != null)
            .filter(
                event ->
                    event.getScopePath().stream().anyMatch(ref -> ref.getUid().equals(scope.uid())))
            .toList();
    Set<UUID> sealers = sealers(own);
    Set<UUID> keys = sealers.isEmpty() ? Set.of() : present(sealers);
    return own.stream()
        .filter(
            event ->
                !(event.getState() instanceof SealedState sealed)
                    || keys.contains(sealed.getKeyUid()))
        .count();
  }

  private static Set<UUID> sealers(List<SourceChanged> events) {
    return events.stream()
        .map(SourceChanged::getState)
        .filter(SealedState.class::isInstance)
        .map(state -> ((SealedState) state).getKeyUid())
        .collect(Collectors.toSet());
  }

  /** What may have a key of its own; a tenant's is not given out. */
  private static Set<UUID> keyed(KnownScope scope) {
    return scope.uids().stream()
        .filter(uid -> !uid.equals(scope.uid()))
        .collect(Collectors.toSet());
  }

  private long searched(KnownScope scope) {
    long matches = 0;
    try (PalimpsestClient client = palimpsest.creator(scope.creator())) {
      for (String twin : scope.twins()) {
        matches += client.searchTwin(Search.inTwin(twin, Round.TEXT)).join().matches().size();
      }
    } catch (CompletionException refused) {
      if (!(refused.getCause() instanceof ProblemException problem
          && problem.problem().status() == 404)) {
        throw refused;
      }
    }
    return matches;
  }

  private long documents(KnownScope scope) throws Exception {
    long found = 0;
    for (String twin : scope.twins()) {
      Reply page =
          palimpsest.get(
              "/creators/" + scope.creator() + "/twins/" + twin + "/sources?limit=100",
              palimpsest.creatorToken(scope.creator()));
      found += page.status() == 404 ? 0 : page.body().findValues("uid").size();
    }
    return found;
  }

  private Set<UUID> present(Set<UUID> uids) {
    Map<UUID, KeyAnswer> answers =
        new HttpKeys(
                URI.create(palimpsest.stack().serviceUrl(Part.INGEST)),
                palimpsest.stack().secrets().serviceToken())
            .find(uids);
    answers.values().removeIf(answer -> !(answer instanceof KeyAnswer.Present));
    return answers.keySet();
  }

  /**
   * Documents of a database with a uid in their bytes, written either way. The mark that a key
   * leaves when it is destroyed does not count.
   */
  private static long stored(MongoClient mongo, String database, Set<UUID> uids) {
    long found = 0;
    for (String name : mongo.getDatabase(database).listCollectionNames()) {
      if (!REMEMBER.contains(name)) {
        for (RawBsonDocument document :
            mongo.getDatabase(database).getCollection(name, RawBsonDocument.class).find()) {
          boolean mark = name.equals("keys") && !document.containsKey("wrapped");
          found += !mark && names(document, uids) ? 1 : 0;
        }
      }
    }
    return found;
  }

  private static boolean names(RawBsonDocument document, Set<UUID> uids) {
    ByteBuf buffer = document.getByteBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    String text = new String(bytes, ISO_8859_1);
    return uids.stream().anyMatch(uid -> text.contains(uid.toString()) || text.contains(raw(uid)));
  }

  private static String raw(UUID uid) {
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(uid.getMostSignificantBits()).putLong(uid.getLeastSignificantBits());
    return new String(bytes.array(), ISO_8859_1);
  }

  @Override
  public void close() {
    ingest.close();
    reembed.close();
  }
}
