package io.palimpsest.reembed.migration;

import io.palimpsest.reembed.text.Digests;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What is to be moved where.
 *
 * @param model model that made the vectors
 * @param moves namespaces with an owner, by name
 * @param quarantined namespaces that nobody owns: they block the cutover
 * @param setAside namespaces that a named person takes out of the move
 * @param refusals why the plan cannot be carried out; empty when it can
 */
record CopyPlan(
    String model,
    List<Move> moves,
    List<Quarantined> quarantined,
    List<Mapping.SetAside> setAside,
    List<Refusal> refusals) {
  /** Copies the lists. */
  CopyPlan {
    moves = List.copyOf(moves);
    quarantined = List.copyOf(quarantined);
    setAside = List.copyOf(setAside);
    refusals = List.copyOf(refusals);
  }

  /**
   * One namespace and where it goes.
   *
   * @param namespace name of the legacy namespace
   * @param creator public id of its owner
   * @param twin public id of the twin
   * @param creatorUid uid of the owner's admission
   * @param twinUid uid of the twin's admission
   * @param target name of the namespace that it goes to
   * @param vectors how many it held when it was looked at
   */
  record Move(
      String namespace,
      String creator,
      String twin,
      UUID creatorUid,
      UUID twinUid,
      String target,
      long vectors) {
    /** Uids of the scopes that hold the vectors, outermost first. */
    List<UUID> uids() {
      return List.of(creatorUid, twinUid);
    }
  }

  /**
   * A namespace that nobody owns.
   *
   * @param namespace its name
   * @param vectors how many it held when it was looked at
   */
  record Quarantined(String namespace, long vectors) {}

  /**
   * Something that stands in the way.
   *
   * @param namespace where
   * @param reason machine-readable
   */
  record Refusal(String namespace, String reason) {}

  /**
   * Names what was agreed to: which namespace goes to whom, and what stays. Counts are no part of
   * it, for a writer of the old system may go on.
   */
  String hash() {
    List<String> parts = new ArrayList<>();
    add(parts, "model", model);
    moves.forEach(
        move ->
            add(
                parts,
                "move",
                move.namespace(),
                move.creatorUid().toString(),
                move.twinUid().toString(),
                move.target()));
    setAside.forEach(one -> add(parts, "aside", one.namespace(), one.by()));
    return Digests.sha256(String.join("\n", parts));
  }

  long vectors() {
    return moves.stream().mapToLong(Move::vectors).sum();
  }

  /** Lengths stand before what they count, so that no two lists look alike. */
  private static void add(List<String> parts, String... fields) {
    for (String field : fields) {
      parts.add(field.length() + ":" + field);
    }
  }
}
