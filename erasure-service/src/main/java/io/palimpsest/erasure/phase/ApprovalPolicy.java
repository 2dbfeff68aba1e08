package io.palimpsest.erasure.phase;

import io.palimpsest.erasure.model.Approval;
import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Standing;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who has to consent before a scope is fenced. One approver for an item, a profile, a source or a
 * twin; two distinct ones for an organization or a creator. Who asks with the compliance role
 * counts as one, and so does the owner by the owners' door; whoever else asks counts as none.
 *
 * @param ownerSuffices whether a creator who asks by the owners' door needs nobody else
 */
public record ApprovalPolicy(boolean ownerSuffices) {
  /** Approvers that the request needs in all. */
  public int required(ErasureRequest request) {
    Demand demand = request.demand();
    return switch (demand.type()) {
      case CREATOR -> ownerSuffices && demand.standing() == Standing.OWNER ? 1 : 2;
      case ORGANIZATION, UNKNOWN -> 2;
      case PROFILE, ITEM, TWIN, SOURCE -> 1;
    };
  }

  /** Whether enough distinct people consented to exactly the present plan. */
  public boolean satisfied(ErasureRequest request) {
    return approvers(request).size() >= required(request);
  }

  /** Whether this person's consent would be a new one: not who asked, not who consented before. */
  public boolean distinct(ErasureRequest request, String keyId) {
    return !keyId.equals(request.demand().requestedBy()) && !approvers(request).contains(keyId);
  }

  /** Key ids of those who consented to the present plan, the requester among them who counts. */
  public Set<String> approvers(ErasureRequest request) {
    String digest = request.planned().digest();
    Stream<String> asked =
        request.demand().standing() == Standing.ASKER
            ? Stream.of()
            : Stream.of(request.demand().requestedBy());
    Stream<String> others =
        request.approvals().stream().filter(a -> a.digest().equals(digest)).map(Approval::by);
    return Stream.concat(asked, others).collect(Collectors.toUnmodifiableSet());
  }
}
