package io.palimpsest.erasure.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.saga.Land.Cell;
import io.palimpsest.erasure.saga.Land.Outcome;
import io.palimpsest.erasure.saga.Land.What;
import io.palimpsest.erasure.saga.Land.When;
import io.palimpsest.event.ScopeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Something comes under a scope at each step between its receipt and the end of its drain: nothing
 * is left of it, or the end is not reached and somebody is called. Registry, ledger and store are
 * in memory; what is decided is the product's.
 */
class InventoryMatrixTest {
  @Test
  void whateverComesUnderAScopeBeforeItsDrainIsOverNothingOfItIsLeft() {
    List<String> table = new ArrayList<>();
    int survivors = 0;
    for (Cell cell : cells()) {
      Outcome outcome = new Land(cell, true).erase();
      table.add("%-14s %-18s %-8s %s".formatted(cell.type(), cell.when(), cell.what(), outcome));
      survivors += outcome.confirmed() && outcome.left() > 0 ? 1 : 0;
      assertThat(outcome.came()).as("%s came", cell).isTrue();
      assertThat(outcome.confirmed()).as("%s ends", cell).isTrue();
    }
    table.forEach(System.out::println);
    System.out.println("cells " + table.size() + ", survivors " + survivors);
    assertThat(survivors).isZero();
  }

  @Test
  void withoutTheInventoryTheSameMatrixFindsSurvivors() {
    Map<When, Integer> survivors = new TreeMap<>();
    for (Cell cell : cells()) {
      Outcome outcome = new Land(cell, false).erase();
      if (outcome.confirmed() && outcome.left() > 0) {
        survivors.merge(cell.when(), 1, Integer::sum);
      }
    }
    System.out.println("survivors without the inventory: " + survivors);
    assertThat(survivors.keySet())
        .contains(
            When.PLANNED,
            When.AWAITING_APPROVAL,
            When.APPROVED,
            When.FENCE_INTENDED,
            When.FENCED,
            When.DRAINING);
  }

  private static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (ScopeType type :
        List.of(
            ScopeType.CREATOR,
            ScopeType.TWIN,
            ScopeType.SOURCE,
            ScopeType.ORGANIZATION,
            ScopeType.PROFILE,
            ScopeType.ITEM)) {
      for (When when : When.values()) {
        for (What what : What.values()) {
          if (isPossible(type, what) && isReached(type, when)) {
            cells.add(new Cell(type, when, what));
          }
        }
      }
    }
    return cells;
  }

  /** Only a whole tenant waits for a second person. */
  private static boolean isReached(ScopeType type, When when) {
    return switch (when) {
      case AWAITING_APPROVAL, APPROVED ->
          type == ScopeType.CREATOR || type == ScopeType.ORGANIZATION;
      case RECEIVED, PLANNED, FENCE_INTENDED, FENCED, DRAINING -> true;
    };
  }

  /** Only a tenant has children, and only a whole namespace is somebody's by its name. */
  private static boolean isPossible(ScopeType type, What what) {
    return switch (what) {
      case CHILD -> type == ScopeType.CREATOR || type == ScopeType.ORGANIZATION;
      case ENTITY -> true;
      case FOREIGN ->
          type == ScopeType.CREATOR || type == ScopeType.TWIN || type == ScopeType.ORGANIZATION;
    };
  }
}
