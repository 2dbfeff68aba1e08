package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.ScopeType;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.PartProcess;
import io.palimpsest.local.stack.Relay;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What comes under a scope while its erasure is under way, by ingest and by a foreign client of the
 * vector store, at each step from its receipt to the end of its drain. Each cell has a scope of its
 * own, on the real stores. The one step that nobody can hold open from outside, an organization's
 * plan before its approval is asked for, is in {@code InventoryMatrixTest} of the erasure service,
 * as is the matrix without the inventory, which finds survivors.
 */
class InventoryST {
  private static final boolean FULL = Boolean.getBoolean("palimpsest.full");
  private static final String APPROVAL = "AWAITING_APPROVAL";
  private static final List<ScopeType> TAKES_TWO =
      List.of(ScopeType.CREATOR, ScopeType.ORGANIZATION);

  private static Palimpsest palimpsest;
  private static Erasures erasures;

  @BeforeAll
  static void start() throws Exception {
    palimpsest = Palimpsest.running();
    erasures = new Erasures(palimpsest);
  }

  @Test
  void nothingThatComesUnderAScopeMeanwhileOutlivesItsErasure() throws Exception {
    List<Erasable> controls = new ArrayList<>();
    for (ScopeType type : Erasable.TYPES) {
      controls.add(Erasable.of(palimpsest, type));
    }
    List<Cell> all = new ArrayList<>();
    all.addAll(whileItIsReceived());
    all.addAll(whileItIsPlanned());
    all.addAll(whileItAwaitsApproval());
    all.addAll(whileItIsApproved());
    all.addAll(whileItsFenceIsIntended());
    all.addAll(whileItDrains());

    Map<String, String> left = new TreeMap<>();
    for (Cell cell : all) {
      erasures.awaitState(cell.request, "CONFIRMED_LIVE");
      left.put(cell.name(), cell.outcome());
      assertThat(cell.scope.left()).as(cell.name()).isEmpty();
    }
    for (Erasable control : controls) {
      assertThat(control.left()).as("positive control of %s", control.type()).isNotEmpty();
    }
    left.forEach((cell, what) -> System.out.println(cell + ": " + what));
    System.out.println(left.size() + " cells");
  }

  /** Whoever has to resolve it cannot reach the registry; everybody else can. */
  private static List<Cell> whileItIsReceived() throws Exception {
    List<Cell> cells = cells("RECEIVED", Erasable.TYPES);
    PartProcess coordinator = palimpsest.stack().process(Part.ERASURE);
    coordinator.end();
    PartProcess cutOff = null;
    try (Relay registry = new Relay(authority(palimpsest.stack().serviceUrl(Part.INGEST)))) {
      cutOff =
          palimpsest
              .stack()
              .startAnother(
                  Part.ERASURE, Map.of("PALIMPSEST_INGEST_URL", "http://" + registry.host()));
      registry.cut();
      Erasures there = new Erasures(palimpsest, cutOff.url());
      for (Cell cell : cells) {
        cell.request = there.ask(cell.scope.type(), cell.scope.ids(), cell.scope.token());
      }
      await().atMost(Palimpsest.AT_MOST).until(() -> registry.refused() >= cells.size());
      for (Cell cell : cells) {
        assertThat(there.isIn(cell.request, "RECEIVED")).as(cell.name()).isTrue();
        cell.comeForCertain();
        assertThat(there.isIn(cell.request, "RECEIVED")).as(cell.name()).isTrue();
      }
      registry.mend();
      for (Cell cell : cells) {
        cell.waiting = there.awaitState(cell.request, APPROVAL);
      }
      approve(there, cells);
      for (Cell cell : cells) {
        there.awaitState(cell.request, "CONFIRMED_LIVE");
      }
    } finally {
      if (cutOff != null) {
        cutOff.end();
      }
      coordinator.start();
    }
    return cells;
  }

  /** Who asks is enough, and a hold keeps it from being fenced; an organization takes two. */
  private static List<Cell> whileItIsPlanned() throws Exception {
    List<ScopeType> types =
        Erasable.TYPES.stream().filter(type -> type != ScopeType.ORGANIZATION).toList();
    List<Cell> cells = cells("PLANNED", types);
    for (Cell cell : cells) {
      cell.hold = erasures.hold(cell.scope.type(), cell.scope.ids());
      cell.request =
          cell.scope.type() == ScopeType.CREATOR
              ? erasures.askAsOwner(cell.scope.token())
              : erasures.ask(
                  cell.scope.type(), cell.scope.ids(), palimpsest.complianceToken("asks"));
    }
    underTheirHolds(cells, "PLANNED");
    return cells;
  }

  private static List<Cell> whileItAwaitsApproval() throws Exception {
    List<Cell> cells = every(APPROVAL);
    ask(erasures, cells);
    for (Cell cell : cells) {
      cell.comeForCertain();
    }
    approve(erasures, cells);
    return cells;
  }

  /** A hold keeps what is approved from being fenced. */
  private static List<Cell> whileItIsApproved() throws Exception {
    List<Cell> cells = cells("APPROVED", TAKES_TWO);
    for (Cell cell : cells) {
      cell.hold = erasures.hold(cell.scope.type(), cell.scope.ids());
    }
    ask(erasures, cells);
    approve(erasures, cells);
    for (Cell cell : cells) {
      assertThat(erasures.timeline(cell.request)).containsSequence("approved", "approved");
    }
    underTheirHolds(cells, APPROVAL);
    return cells;
  }

  /** The broker stands still: a fence cannot be written, nor anything by ingest. */
  private static List<Cell> whileItsFenceIsIntended() throws Exception {
    List<Cell> cells = new ArrayList<>();
    for (ScopeType type : Erasable.TYPES) {
      cells.add(new Cell("FENCE_INTENDED", Intruder.FOREIGN, Erasable.of(palimpsest, type)));
    }
    ask(erasures, cells);
    for (Cell cell : cells) {
      if (TAKES_TWO.contains(cell.scope.type())) {
        erasures.approve(cell.request, cell.waiting, "first");
      }
    }
    PartProcess broker = palimpsest.stack().process(Part.BROKER);
    List<Thread> approving = new ArrayList<>();
    broker.stop();
    try {
      for (Cell cell : cells) {
        approving.add(Thread.startVirtualThread(() -> approveOnceMore(cell)));
      }
      for (Cell cell : cells) {
        await()
            .atMost(Palimpsest.AT_MOST)
            .until(() -> erasures.timeline(cell.request).contains("fence.intended"));
        cell.comeForCertain();
        assertThat(erasures.isIn(cell.request, APPROVAL)).as("%s, no fence", cell.name()).isTrue();
      }
    } finally {
      broker.cont();
    }
    for (Thread each : approving) {
      each.join();
    }
    return cells;
  }

  private static void approveOnceMore(Cell cell) {
    try {
      erasures.approve(cell.request, cell.waiting, "second");
    } catch (Exception e) {
      System.out.println("the answer to an approval was lost: " + e.getMessage());
    }
  }

  /** By ingest nothing comes under a fence; past it a foreign client writes what he likes. */
  private static List<Cell> whileItDrains() throws Exception {
    List<Cell> cells = every("DRAINING");
    ask(erasures, cells);
    PartProcess reembed = palimpsest.stack().process(Part.REEMBED);
    reembed.stop();
    try {
      approve(erasures, cells);
      for (Cell cell : cells) {
        erasures.awaitState(cell.request, "FENCED");
        assertThat(cell.come()).as(cell.name()).isEqualTo(cell.intruder() == Intruder.FOREIGN);
      }
    } finally {
      reembed.cont();
    }
    return cells;
  }

  private static void underTheirHolds(List<Cell> cells, String state) throws Exception {
    for (Cell cell : cells) {
      erasures.awaitState(cell.request, state);
      cell.comeForCertain();
      assertThat(erasures.isIn(cell.request, state)).as(cell.name()).isTrue();
    }
    for (Cell cell : cells) {
      erasures.release(cell.hold);
    }
  }

  /** One cell a type, each with another intruder than its neighbour; in the full tier all. */
  private static List<Cell> cells(String step, List<ScopeType> types) throws Exception {
    if (FULL) {
      return every(step, types);
    }
    List<Cell> cells = new ArrayList<>();
    for (ScopeType type : types) {
      List<Intruder> possible = possible(type);
      Intruder intruder = possible.get((types.indexOf(type) + step.length()) % possible.size());
      cells.add(new Cell(step, intruder, Erasable.of(palimpsest, type)));
    }
    return cells;
  }

  private static List<Cell> every(String step) throws Exception {
    return every(step, Erasable.TYPES);
  }

  private static List<Cell> every(String step, List<ScopeType> types) throws Exception {
    List<Cell> cells = new ArrayList<>();
    for (ScopeType type : types) {
      for (Intruder intruder : possible(type)) {
        cells.add(new Cell(step, intruder, Erasable.of(palimpsest, type)));
      }
    }
    return cells;
  }

  private static List<Intruder> possible(ScopeType type) {
    return List.of(Intruder.values()).stream().filter(each -> each.comesUnder(type)).toList();
  }

  private static void ask(Erasures door, List<Cell> cells) throws Exception {
    for (Cell cell : cells) {
      cell.request = door.ask(cell.scope.type(), cell.scope.ids(), cell.scope.token());
    }
    for (Cell cell : cells) {
      cell.waiting = door.awaitState(cell.request, APPROVAL);
    }
  }

  private static void approve(Erasures door, List<Cell> cells) throws Exception {
    for (Cell cell : cells) {
      door.approve(cell.request, cell.waiting, "first");
      door.approve(cell.request, cell.waiting, "second");
    }
  }

  private static String authority(String url) {
    return URI.create(url).getAuthority();
  }
}
