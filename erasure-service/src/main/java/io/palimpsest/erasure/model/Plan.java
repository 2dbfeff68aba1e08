package io.palimpsest.erasure.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an erasure will do.
 *
 * @param path the scope with its parents, outermost first, the scope itself last
 * @param children tenant scopes under it
 * @param namespaces namespaces that hold vectors of the scope and of nothing else
 * @param sharedNamespaces namespaces that hold vectors of other scopes, too
 * @param participants who takes part, in order of stage
 * @param entities items or sources under the scope when the plan was made; informative
 * @param digest what an approval binds to: scope uid, participants and options
 * @param inventory what was found after the drain; null before
 * @param kept the names, sealed, for the looks after the end; null before it, and after the last
 */
public record Plan(
    List<Scope> path,
    List<Scope> children,
    List<String> namespaces,
    List<String> sharedNamespaces,
    List<Participation> participants,
    long entities,
    String digest,
    @Nullable Inventory inventory,
    @Nullable String kept) {
  /** Copies the lists. */
  public Plan {
    path = List.copyOf(path);
    children = List.copyOf(children);
    namespaces = List.copyOf(namespaces);
    sharedNamespaces = List.copyOf(sharedNamespaces);
    participants = List.copyOf(participants);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a plan has a scope");
    }
  }

  /** The scope that is erased. */
  public Scope scope() {
    return path.getLast();
  }

  /** Uids of the scope and of every tenant scope under it. */
  public List<UUID> uids() {
    return Stream.concat(Stream.of(scope()), children.stream()).map(Scope::uid).toList();
  }

  /** Uids of the scope and of its parents. */
  public List<UUID> pathUids() {
    return path.stream().map(Scope::uid).toList();
  }

  /** The same with what an inventory found in it. */
  public Plan with(
      List<Scope> allChildren, List<String> own, List<String> shared, Inventory taken) {
    return new Plan(path, allChildren, own, shared, participants, entities, digest, taken, kept);
  }

  /** The same with participants that were added since it was made. */
  public Plan joinedBy(List<Participation> added) {
    List<Participation> all = new ArrayList<>(participants);
    all.addAll(added);
    all.sort(Comparator.comparingInt(Participation::stage).thenComparing(Participation::name));
    return new Plan(
        path, children, namespaces, sharedNamespaces, all, entities, digest, inventory, kept);
  }

  /** The same without names, but for those that are sealed. */
  Plan nameless() {
    return new Plan(
        path.stream().map(Scope::nameless).toList(),
        children.stream().map(Scope::nameless).toList(),
        List.of(),
        List.of(),
        participants,
        entities,
        digest,
        inventory,
        kept);
  }

  /** The same with its names sealed, or with none kept any more. */
  public Plan keeping(@Nullable String sealed) {
    return new Plan(
        path,
        children,
        namespaces,
        sharedNamespaces,
        participants,
        entities,
        digest,
        inventory,
        sealed);
  }

  /** The same, to be looked for in these namespaces. */
  public Plan lookedForIn(List<String> own, List<String> shared) {
    return new Plan(path, children, own, shared, participants, entities, digest, inventory, kept);
  }

  /**
   * The same by uid alone, in these namespaces: no name is the scope's own any more, whoever may
   * live under it by now.
   */
  public Plan byUidAlone(List<String> found, Inventory taken) {
    return new Plan(path, children, List.of(), found, participants, entities, digest, taken, kept);
  }

  /** The same by uid alone, wherever it has names. */
  public Plan byUidAlone() {
    return lookedForIn(
        List.of(),
        Stream.concat(namespaces.stream(), sharedNamespaces.stream()).distinct().toList());
  }

  /**
   * The same for another request, whose scope this plan's erasure covers: to be looked for by uid
   * alone, in these namespaces, without the names that are kept for this request's own looks.
   */
  public Plan handedOn(List<String> found) {
    return new Plan(
        path.stream().map(Scope::nameless).toList(),
        children.stream().map(Scope::nameless).toList(),
        List.of(),
        found,
        participants,
        0,
        digest,
        null,
        null);
  }

  /**
   * One participant's part.
   *
   * @param name name of the participant
   * @param stage stages run in rising order, the participants of one stage together
   * @param local runs inside this service
   * @param erases takes part in deletion
   * @param verifies takes part in verification
   * @param answerTime how long its first attempt at a task may take
   */
  public record Participation(
      String name,
      int stage,
      boolean local,
      boolean erases,
      boolean verifies,
      Duration answerTime) {
    /** How long an attempt may take where nothing else is said. */
    public static final Duration ANSWER_TIME = Duration.ofSeconds(30);

    /** One that has as long as nothing else is said. */
    public Participation(String name, int stage, boolean local, boolean erases, boolean verifies) {
      this(name, stage, local, erases, verifies, ANSWER_TIME);
    }

    /** The same, with another time. */
    public Participation answeringIn(Duration time) {
      return new Participation(name, stage, local, erases, verifies, time);
    }
  }
}
