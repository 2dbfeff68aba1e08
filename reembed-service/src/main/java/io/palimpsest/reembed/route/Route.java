package io.palimpsest.reembed.route;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A tenant's way from one target to another.
 *
 * @param tenant uid of the tenant
 * @param from name of the old target
 * @param to name of the new one
 * @param stage where it is
 * @param backfilled whether the new side has had everything since both are written
 * @param version rises with every change
 * @param history what was changed, by whom and when, the oldest first
 */
public record Route(
    UUID tenant,
    String from,
    String to,
    Stage stage,
    boolean backfilled,
    long version,
    List<Moved> history) {
  /** Copies the history; refuses a way to where it begins. */
  public Route {
    history = List.copyOf(history);
    if (from.equals(to)) {
      throw new IllegalArgumentException("a route leads somewhere else");
    }
  }

  /**
   * A change of stage.
   *
   * @param stage the new one
   * @param by key of who asked for it
   * @param at when
   */
  public record Moved(Stage stage, String by, Instant at) {}

  /** Name of the target that answers. */
  public String answering() {
    return name(stage.answers());
  }

  /** Name of the target that is written too, if there is one. */
  public Optional<String> alsoWritten() {
    Side other = stage.answers().other();
    return stage.writes().contains(other) ? Optional.of(name(other)) : Optional.empty();
  }

  /** Whether changes go to a target. */
  public boolean writes(String target) {
    return answering().equals(target) || alsoWritten().filter(target::equals).isPresent();
  }

  /** Name of the target that is asked too, if there is one. */
  public Optional<String> compared() {
    return stage.compares() ? Optional.of(name(stage.answers().other())) : Optional.empty();
  }

  private String name(Side side) {
    return side == Side.OLD ? from : to;
  }
}
