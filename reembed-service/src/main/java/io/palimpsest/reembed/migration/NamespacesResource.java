package io.palimpsest.reembed.migration;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobRunner;
import io.palimpsest.jobs.JobView;
import io.palimpsest.reembed.route.RefusedMoveException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves namespaces of the old system: planned, copied, verified, switched. */
@Path("/namespaces")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@RunOnVirtualThread
class NamespacesResource {
  private static final Logger LOG = LoggerFactory.getLogger(NamespacesResource.class);
  private final Migration migration;
  private final CopyJob copying;
  private final TouchJob touching;
  private final RehearseJob rehearsing;
  private final VerifyJob verifying;
  private final RemoveJob removing;
  private final Samples samples;
  private final Moves moves;
  private final LegacyConfig config;
  private final JobRunner runner;
  private final CurrentPrincipal principal;

  NamespacesResource(
      Migration migration,
      CopyJob copying,
      TouchJob touching,
      RehearseJob rehearsing,
      VerifyJob verifying,
      RemoveJob removing,
      Samples samples,
      Moves moves,
      LegacyConfig config,
      JobRunner runner,
      CurrentPrincipal principal) {
    this.migration = migration;
    this.copying = copying;
    this.touching = touching;
    this.rehearsing = rehearsing;
    this.verifying = verifying;
    this.removing = removing;
    this.samples = samples;
    this.moves = moves;
    this.config = config;
    this.runner = runner;
    this.principal = principal;
  }

  @GET
  @Operation(summary = "How the move of namespaces stands")
  public Report report() {
    return migration.report();
  }

  /** Plans; writes nothing anywhere. */
  @POST
  @Path("/plan")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Plans the move; writes nothing")
  public PlanAnswer plan(Asked.@Nullable Plan body) {
    return refusing(() -> migration.plan(given(body)));
  }

  @POST
  @Path("/copy")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Copies as agreed to")
  public JobView copy(Asked.@Nullable Plan body) {
    Asked.Plan asked = given(body);
    return asked.rehearse()
        ? began("rehearse", () -> migration.rehearse(asked, by(), rehearsing))
        : began("copy", () -> migration.copy(asked, by(), asked.touched() ? touching : copying));
  }

  /** Takes namespaces without owner out of the plan: a named person answers for that. */
  @POST
  @Path("/set-aside")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "Takes namespaces without an owner out of the plan; a named person answers for that")
  public Report setAside(Asked.@Nullable Plan body) {
    return stepped("set-aside", () -> migration.setAside(given(body)));
  }

  @POST
  @Path("/verify")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Compares both sides")
  public JobView verify(Asked.@Nullable Step body) {
    return began(
        "verify",
        () ->
            migration.ask(verifying, Optional.ofNullable(given(body).plan()).orElse(""), 0, by()));
  }

  /** Questions with the old side's answers, for who asks the new side as a reader does. */
  @GET
  @Path("/samples")
  @Operation(summary = "Questions with the old side's answers")
  public Samples.Drawn samples(
      @QueryParam("namespace") @DefaultValue("") String namespace,
      @QueryParam("count") @DefaultValue("2") @Min(1) @Max(100) int count) {
    return samples.draw(
        moves
            .find(LegacyName.of(namespace))
            .orElseThrow(
                () ->
                    new ProblemException(
                        404, "namespace.unknown", "No plan moves a namespace of this name.")),
        count);
  }

  @POST
  @Path("/parity")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Keeps how the answers of both sides compare")
  public Report parity(Asked.@Nullable Parity body) {
    return refusing(
        () -> {
          Asked.Parity parity = given(body);
          migration.parity(parity, by());
          LOG.info(
              "parity noted recall={} accepted={} by={}",
              parity.recall(),
              parity.acceptedBy() != null,
              by());
          return migration.report();
        });
  }

  /** Keeps how a drill ended: the deletions themselves are asked for as every owner asks. */
  @POST
  @Path("/drill")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Keeps how a drill ended")
  public Report drill(Asked.@Nullable Drill body) {
    return stepped("drill", () -> migration.drilled(given(body), by()));
  }

  @POST
  @Path("/cutover")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Lets the new side answer")
  public Report cutover(Asked.@Nullable Step body) {
    return stepped("cutover", () -> migration.cutover(given(body), by()));
  }

  @POST
  @Path("/rollback")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Lets the old side answer again; with remove, deletes what was copied")
  public Object rollback(Asked.@Nullable Step body) {
    Asked.Step step = given(body);
    return step.remove()
        ? began("rollback", () -> migration.remove(step, by(), removing))
        : stepped("rollback", () -> migration.back(step, by()));
  }

  /** Deletes the old namespaces. Somebody of compliance agrees to it, who did not start the run. */
  @POST
  @Path("/contract")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(summary = "Deletes the old namespaces; somebody agrees who did not start the run")
  public List<String> contract(Asked.@Nullable Step body) {
    return stepped("contract", () -> migration.contract(given(body), by(), config));
  }

  /** A step that may be refused. */
  private interface Attempt<T> {
    T take() throws InterruptedException;
  }

  private JobView began(String step, Attempt<Job> attempt) {
    JobView view = JobView.of(stepped(step, attempt));
    runner.wake();
    return view;
  }

  private <T> T stepped(String step, Attempt<T> attempt) {
    T done = refusing(attempt);
    LOG.info("step taken step={} by={}", step, by());
    return done;
  }

  private static <T> T refusing(Attempt<T> attempt) {
    try {
      return attempt.take();
    } catch (RefusedStepException e) {
      throw new ProblemException(409, e.reason(), "This step is not allowed now: " + e.reason());
    } catch (RefusedMoveException e) {
      throw new ProblemException(409, e.reason(), "The route cannot be changed so: " + e.reason());
    } catch (InvalidJobException e) {
      throw new ProblemException(409, "plan.none", "There is no such plan under way.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(503, "service.stopping", "The service is about to stop.");
    }
  }

  private String by() {
    return principal.get().keyId();
  }

  private static <T> T given(@Nullable T body) {
    if (body == null) {
      throw new ProblemException(400, "json.missing", "a JSON object is expected");
    }
    return body;
  }
}
