package io.palimpsest.erasure.door;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
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

  CandidateResource(ScopeDirectory directory, Rights rights, CurrentPrincipal caller, Acts acts) {
    this.directory = directory;
    this.rights = rights;
    this.caller = caller;
    this.acts = acts;
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
      acts.searched(found);
      return new CandidatesView(found);
    } catch (DirectoryUnavailableException e) {
      throw new ProblemException(
          503, "registry.unavailable", "the registry cannot be asked now; try again");
    }
  }
}
