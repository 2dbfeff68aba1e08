package io.palimpsest.erasure.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.palimpsest.erasure.model.InboxEnds;
import io.palimpsest.erasure.model.Scope;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The JSON of ingest's internal endpoints about scopes. */
final class ScopeAnswers {
  private ScopeAnswers() {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Resolved(List<Scope> path, List<Scope> children, @Nullable String slug, long entities) {
    ResolvedScope scope() {
      return new ResolvedScope(path, children, slug, entities);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Entities(List<Scope> entities, @Nullable String next) {
    EntityPage page() {
      return new EntityPage(entities, next);
    }
  }

  /** A question for a scope that the registry did not know. */
  record AbsenceQuestion(String type, List<String> ids, InboxEnds ends) {}

  /** A question for whom a platform names by a hash. */
  record HashQuestion(String platform, String hash) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record AbsenceAnswer(Inbox inbox, Absence.@Nullable Settled found) {
    Absence absence() {
      return switch (inbox) {
        case BEHIND -> new Absence.Behind();
        case VOID -> new Absence.Void();
        case PASSED -> Objects.requireNonNull(found, "what was found");
      };
    }
  }

  enum Inbox {
    PASSED,
    BEHIND,
    VOID
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Children(List<Scope> children, @Nullable String next) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record ProblemCode(@Nullable String code) {}
}
