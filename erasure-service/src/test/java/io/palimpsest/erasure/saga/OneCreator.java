package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.erasure.plan.Candidate;
import io.palimpsest.erasure.plan.EntityPage;
import io.palimpsest.erasure.plan.ResolvedScope;
import io.palimpsest.erasure.plan.ScopeDirectory;
import io.palimpsest.event.ScopeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A registry that knows one creator. */
final class OneCreator implements ScopeDirectory {
  static final Scope CREATOR = new Scope(ScopeType.CREATOR, "sainath.no.1", UUID.randomUUID());
  static final List<Plan.Participation> PARTICIPANTS =
      List.of(
          new Plan.Participation("vectors", 10, false, true, true),
          new Plan.Participation("topics", 10, true, true, false),
          new Plan.Participation("documents", 20, false, true, true),
          new Plan.Participation("verifier", 30, true, false, true));

  @Override
  public Optional<ResolvedScope> resolve(ScopeType type, List<String> ids) {
    return Optional.of(new ResolvedScope(List.of(CREATOR), List.of(), null, 5));
  }

  @Override
  public List<Scope> children(UUID scope) {
    return List.of();
  }

  @Override
  public boolean knows(UUID scope) {
    return false;
  }

  @Override
  public List<Candidate> hashed(String platform, String hash) {
    return List.of();
  }

  @Override
  public List<Candidate> candidates(String text, int limit) {
    return List.of();
  }

  @Override
  public EntityPage entities(UUID scope, @Nullable String cursor) {
    return new EntityPage(List.of(), null);
  }
}
