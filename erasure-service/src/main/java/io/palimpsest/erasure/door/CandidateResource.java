package io.palimpsest.erasure.door;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.demand.Courier;
import io.palimpsest.erasure.demand.Deed;
import io.palimpsest.erasure.demand.Deeds;
import io.palimpsest.erasure.demand.Scribe;
import io.palimpsest.erasure.plan.Candidate;
import io.palimpsest.erasure.plan.DirectoryUnavailableException;
import io.palimpsest.erasure.plan.ScopeDirectory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whom a demand may be about: a name leads to candidates, and only ids lead to an erasure. */
@Path("/erasures/candidates")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CandidateResource {
  private final ScopeDirectory directory;
  private final Rights rights;
  private final CurrentPrincipal caller;
  private final Acts acts;
  private final Scribe scribe;
  private final Deeds deeds;
  private final Courier courier;

  CandidateResource(
      ScopeDirectory directory,
      Rights rights,
      CurrentPrincipal caller,
      Acts acts,
      Scribe scribe,
      Deeds deeds,
      Courier courier) {
    this.directory = directory;
    this.rights = rights;
    this.caller = caller;
    this.acts = acts;
    this.scribe = scribe;
    this.deeds = deeds;
    this.courier = courier;
  }

  /**
   * Who was found.
   *
   * @param candidates in order of kind and id
   */
  public record CandidatesView(List<Candidate> candidates) {}

  @GET
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Finds tenants by part of a name or external reference; erases nothing.")
  public CandidatesView find(
      @QueryParam("q") @NotNull @Size(min = 3, max = 128) String text,
      @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit) {
    if (!rights.seesAll(caller.get())) {
      throw ProblemException.unknownTenant();
    }
    try {
      List<Candidate> found = directory.candidates(text, limit);
      say(text, found.size());
      acts.searched(found.size());
      return new CandidatesView(found);
    } catch (DirectoryUnavailableException e) {
      throw new ProblemException(
          503, "registry.unavailable", "the registry cannot be asked now; try again");
    }
  }

  /** Kept before anything is answered. What was looked for is in the log as a digest alone. */
  private void say(String text, int found) {
    Deed deed =
        scribe.deed(
            EntryType.CANDIDATES_SEARCHED,
            caller.get().keyId(),
            (entry, key) ->
                entry.with(AuditField.EVIDENCE, key.words(text)).with(AuditField.FOUND, found));
    deeds.keep(deed);
    courier.soon(deed);
  }
}
