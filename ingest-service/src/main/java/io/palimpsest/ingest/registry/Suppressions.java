package io.palimpsest.ingest.registry;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.store.SuppressedScopes;
import io.palimpsest.ingest.store.SuppressedScopes.Name;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may let a suppressed name come back: compliance alone, with a reason. */
@Singleton
public final class Suppressions {
  private static final Pattern CODE = Pattern.compile("[a-z]{2,24}([_.][a-z]{2,24}){0,2}");

  private final SuppressedScopes suppressed;
  private final Lifting lifting;
  private final Readmissions readmissions;

  Suppressions(SuppressedScopes suppressed, Lifting lifting, Readmissions readmissions) {
    this.suppressed = suppressed;
    this.lifting = lifting;
    this.readmissions = readmissions;
  }

  /**
   * Readmits a scope as the caller asks. A suppression ends last of all: when anything before it
   * fails, the name stays suppressed.
   *
   * @param ids public ids, outermost first
   * @param reason code of the reason; needed for a suppressed name alone
   * @throws RefusedException when the name is suppressed and the caller may not lift that, or when
   *     the scope cannot be readmitted
   */
  public void readmit(ScopeType type, List<String> ids, Principal by, @Nullable String reason) {
    ScopeNames.check(type, ids);
    Name name = new Name(type, ids);
    Optional<String> suppressedBy = suppressed.requestRef(name);
    if (suppressedBy.isEmpty()) {
      readmissions.readmit(type, ids, by.keyId());
      return;
    }
    lifting.tell(suppressedBy.get(), by.keyId(), allowed(by, reason));
    if (readmissions.remembers(type, ids)) {
      readmissions.readmit(type, ids, by.keyId());
    }
    suppressed.lift(name, suppressedBy.get());
  }

  private static String allowed(Principal by, @Nullable String reason) {
    if (!by.has(Role.COMPLIANCE)) {
      throw new RefusedException(
          Refusal.of(403, "scope.suppressed", "only compliance lets this name come back"));
    }
    if (reason == null || !CODE.matcher(reason).matches()) {
      throw new RefusedException(
          Refusal.ofField(
              400, "reason.required", "reason", "a code in lower case, such as court_order"));
    }
    return reason;
  }
}
