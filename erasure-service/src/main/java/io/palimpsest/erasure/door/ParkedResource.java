package io.palimpsest.erasure.door;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.broker.DemandTopic;
import io.palimpsest.erasure.broker.ParkedRequests;
import io.palimpsest.erasure.demand.Courier;
import io.palimpsest.erasure.demand.Deed;
import io.palimpsest.erasure.demand.Scribe;
import io.palimpsest.event.AccessAction;
import io.palimpsest.topic.Topic;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Refused records of the requests' topic, for operators. */
@Path("/erasures/parked")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ParkedResource {
  private static final int PAGE = 200;

  private final ParkedRequests parked;
  private final DemandTopic demands;
  private final DemandJudge judge;
  private final Acts acts;
  private final CurrentPrincipal caller;
  private final Scribe scribe;
  private final Courier courier;

  ParkedResource(
      ParkedRequests parked,
      DemandTopic demands,
      DemandJudge judge,
      Acts acts,
      CurrentPrincipal caller,
      Scribe scribe,
      Courier courier) {
    this.parked = parked;
    this.demands = demands;
    this.judge = judge;
    this.acts = acts;
    this.caller = caller;
    this.scribe = scribe;
    this.courier = courier;
  }

  @GET
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Lists refused records, newest first; before takes the last id of a page.")
  public List<ParkedRequests.Parked> list(@QueryParam("before") @Nullable String before) {
    return parked.newest(before == null ? null : known(before), PAGE);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Shows a refused record: where it is, and why it was refused.")
  public ParkedRequests.Parked show(@PathParam("id") String id) {
    return known(id);
  }

  @POST
  @Path("/{id}/replay")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Judges a refused record again, by its own token as of the time it was appended.")
  public ParkedRequests.Parked replay(@PathParam("id") String id) {
    ParkedRequests.Parked found = known(id);
    if (!found.topic().equals(Topic.ERASURE_REQUESTS.topicName())) {
      throw new ProblemException(409, "parked.no_demand", "a statement is not judged again");
    }
    ConsumerRecord<String, byte[]> record =
        demands
            .read(found.partition(), found.offset())
            .orElseThrow(
                () ->
                    new ProblemException(
                        410, "parked.gone", "the topic does not keep the record any more"));
    judge
        .refusal(record)
        .ifPresent(
            reason -> {
              throw new ProblemException(
                  409, "parked.refused_again", "it is refused as before, or anew: " + reason);
            });
    parked.forget(id);
    acts.on(AccessAction.ADMIN, Acts.NOBODY, 1);
    return found;
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Drops a refused record for good.")
  public ParkedRequests.Parked drop(@PathParam("id") String id) {
    ParkedRequests.Parked found = known(id);
    Deed deed = scribe.deed(EntryType.PARKED_DROPPED, caller.get().keyId(), dropped(found));
    if (!parked.drop(id, deed)) {
      throw unknown();
    }
    courier.soon(deed);
    acts.on(AccessAction.DELETE, Acts.NOBODY, 1);
    return found;
  }

  private static BiFunction<Statement, RequestKey, Statement> dropped(ParkedRequests.Parked found) {
    String reason =
        Pattern.matches(AuditField.REASON.kind().pattern(), found.reason())
            ? found.reason()
            : "other";
    boolean demand = found.topic().equals(Topic.ERASURE_REQUESTS.topicName());
    return (entry, key) ->
        entry
            .with(AuditField.OBJECT, demand ? Topic.ERASURE_REQUESTS : Topic.AUDIT_INTAKE)
            .with(AuditField.EVIDENCE, key.words(found.id()))
            .with(AuditField.REASON, reason);
  }

  private ParkedRequests.Parked known(String id) {
    return parked.find(id).orElseThrow(ParkedResource::unknown);
  }

  private static ProblemException unknown() {
    return new ProblemException(404, "parked.not_found", "no such record is parked");
  }
}
