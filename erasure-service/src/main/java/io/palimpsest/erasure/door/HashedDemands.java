package io.palimpsest.erasure.door;

import io.palimpsest.access.ProblemException;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.demand.Courier;
import io.palimpsest.erasure.demand.Deed;
import io.palimpsest.erasure.demand.Deeds;
import io.palimpsest.erasure.demand.Scribe;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.plan.Candidate;
import io.palimpsest.erasure.plan.ScopeDirectory;
import io.palimpsest.event.ScopeType;
import io.palimpsest.tenancy.Principal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Demands for whom a deletion platform names by a hash of what the registry has as an external
 * reference. Whoever is found has a request under the line's own ids, so that the same line finds
 * it again when nobody has the reference any more.
 */
@ApplicationScoped
class HashedDemands {
  private static final String DROP = "drop";

  private final ScopeDirectory directory;
  private final Requests requests;
  private final Intake intake;
  private final ListIds ids;
  private final Rights rights;
  private final Scribe scribe;
  private final Deeds deeds;
  private final Courier courier;
  private final Acts acts;
  private final Clock clock;

  HashedDemands(
      ScopeDirectory directory,
      Requests requests,
      Intake intake,
      ListIds ids,
      Rights rights,
      Scribe scribe,
      Deeds deeds,
      Courier courier,
      Acts acts,
      Clock clock) {
    this.directory = directory;
    this.requests = requests;
    this.intake = intake;
    this.ids = ids;
    this.rights = rights;
    this.scribe = scribe;
    this.deeds = deeds;
    this.courier = courier;
    this.acts = acts;
    this.clock = clock;
  }

  /** Requests of all whom the line names, those of an earlier time first; none for nobody. */
  List<ErasureRequest> accept(Principal principal, String list, ListLine line) {
    if (!rights.seesAll(principal)) {
      throw ProblemException.unknownTenant();
    }
    if (line.type() != null || line.ids() != null) {
      throw new ProblemException(400, "line.malformed", "a line names a scope or a hash, not both");
    }
    String platform = Objects.requireNonNullElse(line.platform(), DROP);
    String hash = Objects.requireNonNull(line.hashed()).toLowerCase(Locale.ROOT);
    List<ErasureRequest> all = earlier(principal, list, platform, hash);
    List<Target> found = outermost(directory.hashed(platform, hash));
    say(principal, platform, hash, found.size());
    for (Target target : found) {
      if (all.stream().noneMatch(request -> isAbout(request, target))) {
        all.add(
            intake.accept(
                principal,
                line.erasure(
                    ids.of(principal, list, platform, hash, all.size()), target, clock.instant())));
      }
    }
    return all;
  }

  private List<ErasureRequest> earlier(
      Principal principal, String list, String platform, String hash) {
    List<ErasureRequest> found = new ArrayList<>();
    Optional<ErasureRequest> next = requests.find(ids.of(principal, list, platform, hash, 0));
    while (next.isPresent()) {
      found.add(next.get());
      next = requests.find(ids.of(principal, list, platform, hash, found.size()));
    }
    return found;
  }

  /** A creator takes every twin along; of two with the same reference each has a request. */
  private static List<Target> outermost(List<Candidate> found) {
    Set<String> creators =
        found.stream()
            .filter(candidate -> candidate.type() == ScopeType.CREATOR)
            .map(candidate -> candidate.ids().getFirst())
            .collect(Collectors.toSet());
    return found.stream()
        .filter(
            candidate ->
                candidate.type() == ScopeType.CREATOR
                    || !creators.contains(candidate.ids().getFirst()))
        .map(candidate -> new Target(candidate.type(), candidate.ids()))
        .sorted(Comparator.comparing(target -> String.join("/", target.ids())))
        .toList();
  }

  /** Its names may be gone: the digest of its scope decides. */
  private static boolean isAbout(ErasureRequest request, Target target) {
    return request.demand().type() == target.type()
        && request
            .identity()
            .scope()
            .equals(request.identity().key().scope(target.type(), target.ids()));
  }

  /** Kept before the line is answered. */
  private void say(Principal principal, String platform, String hash, int found) {
    Deed deed =
        scribe.deed(
            EntryType.CANDIDATES_SEARCHED,
            principal.keyId(),
            (entry, key) ->
                entry
                    .with(AuditField.EVIDENCE, key.words(platform + "\n" + hash))
                    .with(AuditField.FOUND, found));
    deeds.keep(deed);
    courier.soon(deed);
    acts.searched(found);
  }
}
