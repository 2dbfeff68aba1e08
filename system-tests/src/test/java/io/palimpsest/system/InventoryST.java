package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.event.ScopeType;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.PartProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What comes under a scope while its erasure is under way, by ingest and by a foreign client of the
 * vector store: for each type of scope, while the request waits for its approval and while its
 * fence drains. Each cell has a scope of its own, on the real stores. The steps that no caller can
 * hold open are in {@code InventoryMatrixTest} of the erasure service.
 */
class InventoryST {
  private static Palimpsest palimpsest;
  private static Erasures erasures;

  /** When something comes. */
  private enum Step {
    AWAITING_APPROVAL,
    DRAINING
  }

  /** A scope, what comes under it, when, and what became of that. */
  private static final class Cell {
    final Step step;
    final Intruder intruder;
    final Erasable scope;
    UUID request;
    JsonNode waiting;
    boolean came;

    Cell(Step step, Intruder intruder, Erasable scope) {
      this.step = step;
      this.intruder = intruder;
      this.scope = scope;
    }

    String name() {
      return "%-12s %-17s %s".formatted(scope.type(), step, intruder);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    palimpsest = Palimpsest.running();
    erasures = new Erasures(palimpsest);
  }

  @Test
  void nothingThatComesUnderAScopeMeanwhileOutlivesItsErasure() throws Exception {
    List<Cell> waiting = cells(Step.AWAITING_APPROVAL);
    List<Erasable> controls = new ArrayList<>();
    for (ScopeType type : Erasable.TYPES) {
      controls.add(Erasable.of(palimpsest, type));
    }
    ask(waiting);
    for (Cell cell : waiting) {
      cell.came = cell.intruder.comeUnder(cell.scope);
      assertThat(cell.came).as(cell.name()).isTrue();
      assertThat(cell.scope.left()).as(cell.name()).isNotEmpty();
    }
    approve(waiting);

    List<Cell> draining = cells(Step.DRAINING);
    ask(draining);
    PartProcess reembed = palimpsest.stack().process(Part.REEMBED);
    reembed.stop();
    try {
      approve(draining);
      for (Cell cell : draining) {
        erasures.awaitState(cell.request, "FENCED");
        cell.came = cell.intruder.comeUnder(cell.scope);
      }
    } finally {
      reembed.cont();
    }
    assertThat(draining)
        .as("by ingest nothing comes under a fence, past it a foreign client writes what he likes")
        .allSatisfy(
            cell ->
                assertThat(cell.came).as(cell.name()).isEqualTo(cell.intruder == Intruder.FOREIGN));

    Map<String, String> left = new TreeMap<>();
    for (Cell cell : Stream.concat(waiting.stream(), draining.stream()).toList()) {
      erasures.awaitState(cell.request, "CONFIRMED_LIVE");
      List<String> found = cell.scope.left();
      left.put(
          cell.name(), cell.came ? found.size() + " left" : "refused, " + found.size() + " left");
      assertThat(found).as(cell.name()).isEmpty();
    }
    for (Erasable control : controls) {
      assertThat(control.left()).as("positive control of %s", control.type()).isNotEmpty();
    }
    left.forEach((cell, what) -> System.out.println(cell + ": " + what));
  }

  private static List<Cell> cells(Step step) throws Exception {
    List<Cell> cells = new ArrayList<>();
    for (ScopeType type : Erasable.TYPES) {
      for (Intruder intruder : Intruder.values()) {
        if (intruder.comesUnder(type)) {
          cells.add(new Cell(step, intruder, Erasable.of(palimpsest, type)));
        }
      }
    }
    return cells;
  }

  private static void ask(List<Cell> cells) throws Exception {
    for (Cell cell : cells) {
      cell.request = erasures.ask(cell.scope.type(), cell.scope.ids(), cell.scope.token());
    }
    for (Cell cell : cells) {
      cell.waiting = erasures.awaitState(cell.request, "AWAITING_APPROVAL");
    }
  }

  private static void approve(List<Cell> cells) throws Exception {
    for (Cell cell : cells) {
      erasures.approve(cell.request, cell.waiting, "first");
      erasures.approve(cell.request, cell.waiting, "second");
    }
  }
}
