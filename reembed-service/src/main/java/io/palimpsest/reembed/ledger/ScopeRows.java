package io.palimpsest.reembed.ledger;

import io.palimpsest.fencing.Work;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The rows of whole scopes. Calls block; errors are {@link LedgerUnavailableException}. */
public interface ScopeRows {
  /** How many rows have one of the uids on their path. */
  long count(Collection<UUID> uids);

  /** Deletes the rows that have one of the uids on their path; returns how many. */
  long delete(Collection<UUID> uids, Work work);

  /**
   * How many vectors of a target the live rows with the uid name, and those that were copied in.
   */
  long size(UUID uid, String target);

  /** Ids of all vectors of those rows, by namespace; what open intents name is among them. */
  Map<String, Set<String>> vectors(Collection<UUID> uids);

  /**
   * The places that rows with the uid on their path name, stubs too, in a stable order.
   *
   * @param after the last place of the page before; empty for the first page
   */
  List<Location> places(UUID uid, Optional<Location> after, int limit);

  /** A live row in one of the namespaces that has none of the uids on its path, if there is one. */
  Optional<LedgerRow> stranger(Collection<String> namespaces, Collection<UUID> uids);

  /** The rows of one entity, one for each target. */
  List<LedgerRow> of(UUID entity);

  /**
   * Rows of a namespace in order of their names.
   *
   * @param after the last row of the page before; empty for the first page
   */
  List<LedgerRow> page(String target, String namespace, Optional<RowKey> after, int size);

  /**
   * The rows that hold vector ids: an id belongs to the entity whose id it begins with.
   *
   * @param entities public ids of entities
   * @return by that id
   */
  Map<String, LedgerRow> owners(String target, String namespace, Collection<String> entities);

  /** Those of the ids that were copied in, or may have been: no row names them. */
  Set<String> adopted(String target, String namespace, Collection<String> ids);

  /** Takes a row away that is still as it was read; false when it has moved on. */
  boolean drop(LedgerRow row, Work work);

  /** Hands the rows of a namespace to the consumer, one by one. */
  void each(String target, String namespace, Consumer<LedgerRow> row);
}
