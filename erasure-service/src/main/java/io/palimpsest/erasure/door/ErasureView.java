package io.palimpsest.erasure.door;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.JournalLine;
import io.palimpsest.erasure.model.Residual;
import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ErasureState;
import io.palimpsest.event.ScopeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as JSON.
 *
 * @param requestId its id
 * @param requestRef its reference in the log
 * @param state where it stands
 * @param ended whether nothing follows
 * @param flags HELD, PARTIALLY_FAILED, STOPPED
 * @param doubts what somebody has to look at before it can end
 * @param scope what it erases, without ids once the details are erased
 * @param reason why
 * @param externalReference the requester's own reference; gone with the names if it is personal
 * @param dryRun whether only a plan was asked for
 * @param suppress whether only compliance lets the name come back
 * @param plan what it will do
 * @param counts what participants did
 * @param receivedAt when the demand reached the organization
 * @param createdAt when it was accepted
 * @param deadline legal deadline
 * @param endedAt when it ended
 * @param problem reason of a rejection
 * @param refusal the reason of a rejection in words
 * @param attachedTo the request that does its work
 * @param logIndex index of the confirmation in the log
 * @param certificate link of the certificate
 * @param residuals what the confirmed erasure leaves for a while, with dates
 * @param timeline its journal
 */
public record ErasureView(
    UUID requestId,
    String requestRef,
    ErasureState state,
    boolean ended,
    List<String> flags,
    List<String> doubts,
    ScopeView scope,
    ErasureReason reason,
    @Nullable String externalReference,
    boolean dryRun,
    boolean suppress,
    @Nullable PlanView plan,
    List<CountView> counts,
    Instant receivedAt,
    Instant createdAt,
    Instant deadline,
    @Nullable Instant endedAt,
    @Nullable String problem,
    @Nullable String refusal,
    @Nullable UUID attachedTo,
    @Nullable Long logIndex,
    @Nullable String certificate,
    List<ResidualView> residuals,
    List<JournalLine> timeline) {

  /**
   * What a request is for.
   *
   * @param type kind
   * @param ids public ids, outermost first; empty once the details are erased
   * @param uid uid of the scope, once it is known
   */
  public record ScopeView(ScopeType type, List<String> ids, @Nullable UUID uid) {}

  /**
   * What a request will do.
   *
   * @param digest what an approval is bound to
   * @param participants who deletes
   * @param namespaces namespaces that are the scope's alone
   * @param sharedNamespaces namespaces that it shares with others
   * @param entities how many entries of the registry, items and sources there were
   * @param approvalsRequired how many people have to consent, beside whoever asked
   * @param approvalsGiven how many have
   */
  public record PlanView(
      String digest,
      List<String> participants,
      List<String> namespaces,
      List<String> sharedNamespaces,
      long entities,
      int approvalsRequired,
      int approvalsGiven) {}

  /**
   * What a participant did.
   *
   * @param participant its name
   * @param found how much of the scope it found
   * @param deleted how much it deleted
   * @param remaining how much is still there
   */
  public record CountView(String participant, long found, long deleted, long remaining) {}

  /**
   * What is left for a while.
   *
   * @param what kind of copy
   * @param until when it will be gone
   * @param check how that is seen
   * @param goneAt when it was seen to be gone
   */
  public record ResidualView(
      String what, Instant until, Residual.Check check, @Nullable Instant goneAt) {
    static List<ResidualView> of(ErasureRequest request) {
      return request.residuals().stream()
          .map(left -> new ResidualView(left.what(), left.until(), left.check(), left.goneAt()))
          .toList();
    }
  }

  /**
   * A page of requests.
   *
   * @param requests newest first
   * @param next cursor of the next page; null on the last
   */
  public record Page(List<ErasureView> requests, @Nullable String next) {}

  /** Where the request's own document is. */
  static String path(ErasureRequest request) {
    return "/erasures/" + request.id();
  }
}
