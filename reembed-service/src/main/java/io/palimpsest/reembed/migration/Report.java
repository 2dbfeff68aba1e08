package io.palimpsest.reembed.migration;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.palimpsest.reembed.route.Stage;
import io.palimpsest.tenancy.Namespace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a move of namespaces stands.
 *
 * @param plan hash of the plan under way, absent when there is none
 * @param by who agreed to it
 * @param acceptedAt when
 * @param touched whether each twin is moved by its first accepted change
 * @param namespaces a line for each namespace of the plan
 * @param quarantined namespaces that nobody owns
 * @param setAside what stays where it is, with who answers for that
 * @param totals sums
 * @param successRate percentage of the vectors that were copied
 * @param creatorBased percentage of the namespaces that are a creator's or a portfolio's
 * @param drill how the last drill ended
 * @param messages the same for people
 */
record Report(
    Optional<String> plan,
    Optional<String> by,
    @JsonProperty("accepted_at") Optional<Instant> acceptedAt,
    boolean touched,
    List<Line> namespaces,
    List<CopyPlan.Quarantined> quarantined,
    @JsonProperty("set_aside") List<Mapping.SetAside> setAside,
    Totals totals,
    @JsonProperty("success_rate") double successRate,
    @JsonProperty("creator_based") double creatorBased,
    Optional<Drilled> drill,
    List<String> messages) {
  private static final double ALERT_BELOW = 99.0;

  /**
   * One namespace.
   *
   * @param namespace its name in the old system
   * @param target its name here
   * @param creator public id of its owner
   * @param twin public id of the twin
   * @param planned vectors that it held when the plan was made
   * @param copied vectors that were copied
   * @param rejected vectors that cannot be
   * @param superseded vectors of sources that were submitted anew
   * @param done whether the copy is at its end
   * @param root root of what was copied
   * @param verified what the last verification saw
   * @param parity what readers see
   * @param stage stage of its route
   * @param readShare percentage of questions that the new side answers before it is live
   */
  record Line(
      String namespace,
      String target,
      String creator,
      String twin,
      long planned,
      long copied,
      long rejected,
      long superseded,
      boolean done,
      String root,
      Optional<MoveState.Verified> verified,
      Optional<MoveState.Parity> parity,
      Stage stage,
      @JsonProperty("read_share") int readShare) {
    static Line of(MoveState state, Stage stage) {
      return new Line(
          state.move().namespace(),
          state.move().target(),
          state.move().creator(),
          state.move().twin(),
          state.move().vectors(),
          state.copied().vectors(),
          state.copied().rejected(),
          state.copied().superseded(),
          state.copied().done(),
          state.copied().root().value(),
          state.verified(),
          state.parity(),
          stage,
          state.readShare());
    }
  }

  /**
   * Sums.
   *
   * @param vectors vectors that are to be copied
   * @param copied vectors that were
   * @param rejected vectors that cannot be
   * @param superseded vectors of sources that were submitted anew
   * @param namespaces how many namespaces are to be moved
   * @param live how many are answered from the new side
   */
  record Totals(
      long vectors, long copied, long rejected, long superseded, int namespaces, int live) {}

  static Report of(
      Optional<Plans.Accepted> plan,
      List<MoveState> moves,
      List<CopyPlan.Quarantined> quarantined,
      List<String> names,
      Function<MoveState, Stage> stages,
      Optional<Drilled> drill) {
    List<Line> lines = moves.stream().map(state -> Line.of(state, stages.apply(state))).toList();
    Totals totals = totals(lines);
    double rate = totals.vectors() == 0 ? 100 : 100.0 * totals.copied() / totals.vectors();
    return new Report(
        plan.map(Plans.Accepted::hash),
        plan.map(Plans.Accepted::by),
        plan.map(Plans.Accepted::at),
        plan.filter(Plans.Accepted::touched).isPresent(),
        lines,
        quarantined,
        plan.map(Plans.Accepted::setAside).orElse(List.of()),
        totals,
        rate,
        creatorBased(names, lines),
        drill,
        messages(lines, totals, rate, quarantined));
  }

  private static Totals totals(List<Line> lines) {
    long vectors = 0;
    long copied = 0;
    long rejected = 0;
    long superseded = 0;
    int live = 0;
    for (Line line : lines) {
      long looked = line.copied() + line.rejected() + line.superseded();
      vectors += (line.done() ? looked : Math.max(line.planned(), looked)) - line.superseded();
      copied += line.copied();
      rejected += line.rejected();
      superseded += line.superseded();
      live += line.stage().newAnswers() ? 1 : 0;
    }
    return new Totals(vectors, copied, rejected, superseded, lines.size(), live);
  }

  /** A legacy namespace that is left counts until its twin is answered from its new one. */
  private static double creatorBased(List<String> names, List<Line> lines) {
    long ours = names.stream().filter(name -> Namespace.parse(name).isPresent()).count();
    List<String> live =
        lines.stream().filter(line -> line.stage().newAnswers()).map(Line::namespace).toList();
    long old =
        names.stream()
            .filter(LegacyName::mayBeTwins)
            .filter(name -> !live.contains(LegacyName.of(name)))
            .count();
    return ours + old == 0 ? 100 : 100.0 * ours / (ours + old);
  }

  private static List<String> messages(
      List<Line> lines, Totals totals, double rate, List<CopyPlan.Quarantined> quarantined) {
    List<String> messages = new ArrayList<>();
    messages.add("Migrated %d/%d vectors".formatted(totals.copied(), totals.vectors()));
    if (!lines.isEmpty() && lines.stream().allMatch(line -> line.verified().isPresent())) {
      long matching = lines.stream().mapToLong(line -> line.verified().get().vectors()).sum();
      boolean passed = lines.stream().allMatch(line -> line.verified().get().passed());
      messages.add(
          passed
              ? "Verification passed: %d vectors match".formatted(matching)
              : "Verification failed: see the namespaces' differences");
    }
    if (rate < ALERT_BELOW) {
      messages.add(String.format(Locale.ROOT, "ALERT: success rate %.2f%% is below 99%%", rate));
    }
    quarantined.forEach(
        one ->
            messages.add(
                "Quarantined: %s holds %d vectors and has no owner"
                    .formatted(one.namespace(), one.vectors())));
    return messages;
  }
}
