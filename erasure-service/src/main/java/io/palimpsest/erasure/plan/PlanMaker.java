package io.palimpsest.erasure.plan;

import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.Plan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a plan of what the registry says. Pure. */
public final class PlanMaker {
  private final List<Plan.Participation> participants;

  /**
   * @param participants everybody who takes part in an erasure
   */
  public PlanMaker(List<Plan.Participation> participants) {
    this.participants = List.copyOf(participants);
  }

  /** The plan of a scope's erasure. */
  public Plan plan(ResolvedScope scope, Demand.Options options) {
    Namespaces namespaces = Namespaces.of(scope);
    return new Plan(
        scope.path(),
        scope.children(),
        namespaces.own(),
        namespaces.shared(),
        participants,
        scope.entities(),
        digest(scope, options),
        null,
        null);
  }

  /** Participants of today that an earlier plan did not have. */
  public List<Plan.Participation> since(Plan plan) {
    Set<String> known =
        plan.participants().stream()
            .map(Plan.Participation::name)
            .collect(Collectors.toUnmodifiableSet());
    return participants.stream().filter(each -> !known.contains(each.name())).toList();
  }

  /**
   * Neither children nor namespaces nor counts are in it: an approval covers the scope and whatever
   * comes under it, or somebody who keeps on registering would keep it from ever being given.
   */
  private String digest(ResolvedScope scope, Demand.Options options) {
    String text =
        String.join(
            "\n",
            scope.path().getLast().uid().toString(),
            participants.stream()
                .map(p -> p.stage() + ":" + p.name())
                .sorted()
                .collect(Collectors.joining(",")),
            "export=" + options.export(),
            "export_may_fail="
                + options.exportMayFail()
                + (options.suppress() ? "\nsuppress=true" : ""));
    return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
