package io.palimpsest.ingest.key;

import com.github.benmanes.caffeine.cache.Ticker;
import io.palimpsest.fencing.Work;
import io.palimpsest.sealing.CachedKeys;
import io.palimpsest.sealing.DataKey;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.sealing.KeySource;
import io.palimpsest.sealing.MasterWrapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The keys of tenants and entities, unwrapped while they are used. Thread-safe. */
public final class KeyRing implements KeySource {
  private final KeyRecords records;
  private final Master master;
  private final CachedKeys tenants;
  private final CachedKeys entities;

  /**
   * @param records the wrapped keys
   * @param master wraps the keys of tenants
   * @param fenced whether any of the uids on a path is fenced
   * @param most keys held in memory at once
   * @param ticker clock of this process
   */
  public KeyRing(
      KeyRecords records,
      Master master,
      Predicate<Collection<UUID>> fenced,
      long most,
      Ticker ticker) {
    this.records = records;
    this.master = master;
    StoredKeys stored = new StoredKeys(records, master);
    this.tenants = new CachedKeys(stored::tenants, fenced, most, ticker);
    this.entities = new CachedKeys(uids -> stored.entities(uids, tenants), fenced, most, ticker);
  }

  @Override
  public Map<UUID, KeyAnswer> find(Collection<UUID> uids) {
    return entities.find(uids);
  }

  /** Forgets the keys of a scope, to be called for every fence. */
  public void drop(UUID scope) {
    tenants.drop(scope);
    entities.drop(scope);
  }

  /**
   * The keys of entities, made for those that have none yet: all in a few calls to the store.
   *
   * @param paths uids of the entities and of what holds them, outermost first
   * @param work what is written is announced to it
   * @return an answer for each entity, never that it is unknown
   */
  public Map<UUID, KeyAnswer> ensure(Collection<List<UUID>> paths, Work work) {
    return ensure(paths, uid -> false, work);
  }

  /**
   * The same.
   *
   * @param isNew whether an entity was made just now: nobody is asked for its key
   */
  public Map<UUID, KeyAnswer> ensure(
      Collection<List<UUID>> paths, Predicate<UUID> isNew, Work work) {
    return ensure(paths, isNew, Optional.empty(), work);
  }

  /** The key of something that is kept for a while only, made when there is none. */
  public Map<UUID, KeyAnswer> ensure(List<UUID> path, Instant until, Work work) {
    return ensure(List.of(path), uid -> false, Optional.of(until), work);
  }

  /** A key of something that was made just now and is kept for a while only. */
  public Map<UUID, KeyAnswer> make(List<UUID> path, Instant until, Work work) {
    return ensure(List.of(path), uid -> true, Optional.of(until), work);
  }

  /** Lets keys go of which nothing is kept any more. */
  public void forget(Collection<UUID> uids, Work work) {
    records.remove(uids, work);
    uids.forEach(entities::drop);
  }

  private Map<UUID, KeyAnswer> ensure(
      Collection<List<UUID>> paths, Predicate<UUID> isNew, Optional<Instant> until, Work work) {
    Map<Boolean, List<List<UUID>>> byAge =
        paths.stream().collect(Collectors.partitioningBy(path -> isNew.test(path.getLast())));
    List<List<UUID>> known = byAge.getOrDefault(false, List.of());
    List<List<UUID>> without = new ArrayList<>(byAge.getOrDefault(true, List.of()));
    Map<UUID, KeyAnswer> answers = new HashMap<>(find(uids(known, true)));
    for (List<UUID> path : known) {
      switch (answers.get(path.getLast())) {
        case KeyAnswer.Present present -> keepPlace(path, present, work);
        case KeyAnswer.Erased erased -> {}
        case KeyAnswer.Unknown unknown -> without.add(path);
        case null -> throw new IllegalStateException("every uid has an answer");
      }
    }
    if (!without.isEmpty()) {
      answers.putAll(create(without, until, work));
    }
    return answers;
  }

  /**
   * An entity that was deleted may have been created again at another place. Below another tenant
   * its key is wrapped anew: that tenant's key opens it from now on.
   */
  private void keepPlace(List<UUID> path, KeyAnswer.Present present, Work work) {
    if (present.path().equals(path)) {
      return;
    }
    UUID tenant = path.getFirst();
    if (present.path().getFirst().equals(tenant)) {
      records.move(path, work);
    } else if (ensureTenants(Set.of(tenant), work).get(tenant) instanceof KeyAnswer.Present to) {
      records.move(path, to.key().wrap(present.key(), KeyRecord.context(path)), work);
    } else {
      throw new IllegalStateException("the tenant's key was destroyed: nothing is kept below it");
    }
    entities.remember(path.getLast(), new KeyAnswer.Present(present.key(), path));
  }

  private Map<UUID, KeyAnswer> create(List<List<UUID>> paths, Optional<Instant> until, Work work) {
    Map<UUID, KeyAnswer> containers = ensureTenants(uids(paths, false), work);
    Map<UUID, KeyAnswer> answers = new HashMap<>();
    List<KeyRecord> made = new ArrayList<>();
    for (List<UUID> path : paths) {
      KeyAnswer container = containers.get(path.getFirst());
      if (container instanceof KeyAnswer.Present present) {
        DataKey key = DataKey.generate();
        byte[] wrapped = present.key().wrap(key, KeyRecord.context(path));
        made.add(KeyRecord.ofEntity(path, wrapped, until));
        answers.put(path.getLast(), new KeyAnswer.Present(key, path));
      } else {
        answers.put(path.getLast(), new KeyAnswer.Erased());
      }
    }
    return settled(made, answers, entities, work);
  }

  private Map<UUID, KeyAnswer> ensureTenants(Set<UUID> uids, Work work) {
    Map<UUID, KeyAnswer> answers = new HashMap<>(tenants.find(uids));
    MasterWrapping wrapping = master.current();
    Map<UUID, KeyAnswer> fresh = new HashMap<>();
    List<KeyRecord> made = new ArrayList<>();
    answers.forEach(
        (uid, answer) -> {
          if (answer instanceof KeyAnswer.Unknown) {
            DataKey key = DataKey.generate();
            List<UUID> path = List.of(uid);
            byte[] wrapped = wrapping.wrap(key, KeyRecord.context(path));
            made.add(KeyRecord.ofTenant(uid, wrapping.current(), wrapped));
            fresh.put(uid, new KeyAnswer.Present(key, path));
          }
        });
    answers.putAll(settled(made, fresh, tenants, work));
    return answers;
  }

  /** Stores new keys; where another was quicker, its key counts. */
  private Map<UUID, KeyAnswer> settled(
      List<KeyRecord> made, Map<UUID, KeyAnswer> answers, CachedKeys held, Work work) {
    Set<UUID> stored = records.insert(made, work);
    List<UUID> lost = new ArrayList<>();
    for (KeyRecord key : made) {
      if (stored.contains(key.uid())) {
        held.remember(key.uid(), Objects.requireNonNull(answers.get(key.uid())));
      } else {
        lost.add(key.uid());
      }
    }
    if (!lost.isEmpty()) {
      answers.putAll(held.find(lost));
    }
    return answers;
  }

  private static Set<UUID> uids(Collection<List<UUID>> paths, boolean last) {
    Set<UUID> uids = new HashSet<>();
    paths.forEach(path -> uids.add(last ? path.getLast() : path.getFirst()));
    return uids;
  }
}
