package io.palimpsest.erasure.model;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What an erasure will do.
 *
 * @param path the scope with its parents, outermost first, the scope itself last
 * @param children tenant scopes under it
 * @param namespaces namespaces that hold vectors of the scope and of nothing else
 * @param sharedNamespaces namespaces that hold vectors of other scopes, too
 * @param hidden keyed digests of all of them, by which they are known once their names are gone
 * @param participants who takes part, in order of stage
 * @param entities items or sources under the scope when the plan was made; informative
 * @param digest what an approval binds to: scope uid, participants, namespaces and options
 */
public record Plan(
    List<Scope> path,
    List<Scope> children,
    List<String> namespaces,
    List<String> sharedNamespaces,
    List<String> hidden,
    List<Participation> participants,
    long entities,
    String digest) {
  /** Copies the lists. */
  public Plan {
    path = List.copyOf(path);
    children = List.copyOf(children);
    namespaces = List.copyOf(namespaces);
    sharedNamespaces = List.copyOf(sharedNamespaces);
    hidden = List.copyOf(hidden);
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

  /**
   * The same without names.
   *
   * @param hide makes a keyed digest of a name
   */
  Plan nameless(UnaryOperator<String> hide) {
    return new Plan(
        path.stream().map(Scope::nameless).toList(),
        children.stream().map(Scope::nameless).toList(),
        List.of(),
        List.of(),
        Stream.concat(
                hidden.stream(),
                Stream.concat(namespaces.stream(), sharedNamespaces.stream()).map(hide))
            .distinct()
            .toList(),
        participants,
        entities,
        digest);
  }

  /**
   * The same, to be looked for by uid in these namespaces. None of them counts as the scope's own:
   * by now somebody else may live there.
   */
  public Plan lookedForIn(List<String> found) {
    return new Plan(path, children, List.of(), found, hidden, participants, entities, digest);
  }

  /**
   * The same for another request, whose scope this plan's erasure covers: to be looked for by uid
   * alone, in these namespaces, without the digests that are this request's own.
   */
  public Plan handedOn(List<String> found) {
    return new Plan(
        path.stream().map(Scope::nameless).toList(),
        children.stream().map(Scope::nameless).toList(),
        List.of(),
        found,
        List.of(),
        participants,
        0,
        digest);
  }

  /**
   * One participant's part.
   *
   * @param name name of the participant
   * @param stage stages run in rising order, the participants of one stage together
   * @param local runs inside this service
   * @param erases takes part in deletion
   * @param verifies takes part in verification
   */
  public record Participation(
      String name, int stage, boolean local, boolean erases, boolean verifies) {}
}
