package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** A scope, what comes under it at a step of its erasure, and what became of that. */
final class Cell {
  final Erasable scope;
  private final String step;
  private final Intruder intruder;
  UUID request;
  JsonNode waiting;
  String hold;
  private boolean came;

  Cell(String step, Intruder intruder, Erasable scope) {
    this.step = step;
    this.intruder = intruder;
    this.scope = scope;
  }

  Intruder intruder() {
    return intruder;
  }

  String name() {
    return "%-12s %-17s %s".formatted(scope.type(), step, intruder);
  }

  /** Lets it come; whether it was let in. */
  boolean come() throws Exception {
    came = intruder.comeUnder(scope);
    return came;
  }

  /** Lets it come and sees it there. */
  void comeForCertain() throws Exception {
    assertThat(come()).as(name()).isTrue();
    assertThat(scope.left()).as(name()).isNotEmpty();
  }

  /** What is left, in one line. */
  String outcome() throws Exception {
    int left = scope.left().size();
    return came ? left + " left" : "refused, " + left + " left";
  }
}
