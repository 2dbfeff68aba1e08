package io.palimpsest.erasure.phase;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Residual;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an erasure leaves, for how long, and how often what is still there is looked for again.
 *
 * @param kept by kind, how long it stays at the latest; a kind without a bound is not left
 * @param unknown how long something stays of which a participant gave no date
 * @param again pause before something that was still there is looked for again
 */
public record ResidualPolicy(Map<Residual.Kind, Duration> kept, Duration unknown, Duration again) {
  /** Copies the bounds. */
  public ResidualPolicy {
    kept = Map.copyOf(kept);
    if (again.isNegative() || again.isZero()) {
      throw new IllegalArgumentException("the pause between two looks is above zero");
    }
  }

  /**
   * What stays after an erasure that ends now: what every erasure leaves, and what participants
   * said. Of two dates for one thing the later counts. Nothing where nothing was found.
   */
  public List<Residual> leftBy(ErasureRequest request, Instant now) {
    if (request.plan() == null) {
      return List.of();
    }
    Stream<Residual> ours =
        kept.entrySet().stream()
            .map(
                kind ->
                    Residual.open(
                        kind.getKey().code(), now.plus(kind.getValue()), kind.getKey().check()));
    List<Residual> left = new ArrayList<>();
    Stream.concat(ours, reported(request, now))
        .sorted(
            Comparator.comparing(Residual::what)
                .thenComparing(Comparator.comparing(Residual::until).reversed()))
        .filter(next -> left.isEmpty() || !left.getLast().what().equals(next.what()))
        .forEach(left::add);
    left.sort(Comparator.comparing(Residual::until).thenComparing(Residual::what));
    return List.copyOf(left);
  }

  private Stream<Residual> reported(ErasureRequest request, Instant now) {
    return request.tasks().stream()
        .flatMap(task -> Stream.ofNullable(task.receipt()))
        .flatMap(receipt -> receipt.residuals().stream())
        .map(said -> said(said, now));
  }

  private Residual said(Receipt.Residual said, Instant now) {
    Instant until = said.until() == null ? now.plus(unknown) : said.until();
    Residual.Check check =
        Stream.of(Residual.Kind.values())
            .filter(kind -> kind.code().equals(said.what()))
            .map(Residual.Kind::check)
            .findFirst()
            .orElse(Residual.Check.BOUND);
    return Residual.open(said.what(), until, check);
  }
}
