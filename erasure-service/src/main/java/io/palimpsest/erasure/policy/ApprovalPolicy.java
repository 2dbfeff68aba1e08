package io.palimpsest.erasure.policy;

import io.palimpsest.erasure.model.Approval;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Standing;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who has to consent before a scope is fenced. One approver for an item, a profile, a source or a
 * twin; two distinct ones for an organization or a creator. Whoever asks with the compliance role,
 * and the owner, count as one.
 *
 * @param ownerSuffices whether the owner's own request needs nobody else
 */
public record ApprovalPolicy(boolean ownerSuffices) {
  /** Approvers that the request needs in all, the one who asked included. */
  public int required(ErasureRequest request) {
    if (ownerSuffices && request.demand().standing() == Standing.OWNER) {
      return 1;
    }
    return switch (request.demand().type()) {
      case ORGANIZATION, CREATOR, UNKNOWN -> 2;
      case PROFILE, ITEM, TWIN, SOURCE -> 1;
    };
  }

  /** Whether enough distinct people consented to exactly the present plan. */
  public boolean satisfied(ErasureRequest request) {
    return approvers(request).size() >= required(request);
  }

  /** Key ids of those who consented to the present plan, the requester first among them. */
  public Set<String> approvers(ErasureRequest request) {
    String digest = request.planned().digest();
    Stream<String> others =
        request.approvals().stream().filter(a -> a.digest().equals(digest)).map(Approval::by);
    return Stream.concat(Stream.of(request.demand().requestedBy()), others)
        .collect(Collectors.toUnmodifiableSet());
  }
}
