package io.palimpsest.erasure.model;

import java.util.List;
import java.util.Locale;

/**
 * What was found of a scope after its drain. Counts and codes: the names themselves are the plan's.
 *
 * @param round round of deletion for which it was taken
 * @param planned places and child scopes that the plan had
 * @param found places and child scopes in all
 * @param byRegistry of what the plan did not have, known to the registry
 * @param byLedger the same, known to the ledger
 * @param byStore the same, listed by the vector store
 * @param doubts what keeps the request from its end
 */
public record Inventory(
    int round,
    int planned,
    int found,
    int byRegistry,
    int byLedger,
    int byStore,
    List<Doubt> doubts) {
  /** Copies the list. */
  public Inventory {
    doubts = List.copyOf(doubts);
  }

  /** What somebody has to look at before the request can end. */
  public enum Doubt {
    /** A namespace that is the scope's by name holds vectors of a scope that lives. */
    OCCUPIED,
    /** A name that looks like one of the scope's says nothing that can be read. */
    UNATTRIBUTED,
    /** The ledger names a target that cannot be read. */
    UNREACHABLE;

    /** Its code in journal and views. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
