package io.palimpsest.erasure.door;

import io.palimpsest.access.ProblemException;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Handling;
import io.palimpsest.erasure.model.Handlings;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.phase.ApprovalPolicy;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Remembers who of the staff works at a request and what they did, and tells it. */
@ApplicationScoped
class Desk {
  private final Handlings handlings;
  private final ApprovalPolicy approvals;
  private final Rights rights;
  private final Clock clock;

  Desk(Handlings handlings, ApprovalPolicy approvals, Rights rights, Clock clock) {
    this.handlings = handlings;
    this.approvals = approvals;
    this.rights = rights;
    this.clock = clock;
  }

  /** Somebody asked. A repeat of a demand is no second one. */
  void asked(ErasureRequest request, Principal by) {
    if (!of(request.id()).has(Handling.What.ASKED)) {
      did(request, by, Handling.What.ASKED);
    }
  }

  /** Somebody decided. Of an owner nothing is kept: who asks for the own erasure is its subject. */
  void did(ErasureRequest request, Principal by, Handling.What what) {
    add(request.id(), by, what, null);
  }

  /** The request is somebody's from now on; nobody's with null. */
  void assign(ErasureRequest request, Principal by, @Nullable String keyId) {
    handlings.assign(request.id(), keyId);
    add(request.id(), by, Handling.What.ASSIGNED, keyId);
  }

  /**
   * A note for colleagues.
   *
   * @throws ProblemException 400 when it names the scope or an address, 409 when there are too many
   */
  void note(ErasureRequest request, Principal by, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean names =
        lower.indexOf('@') >= 0
            || request.demand().ids().stream()
                .anyMatch(id -> lower.contains(id.toLowerCase(Locale.ROOT)));
    if (names) {
      throw new ProblemException(
          400,
          "note.personal",
          "a note outlives the names, so it names nobody",
          "text",
          "no id of the scope and no address");
    }
    if (of(request.id()).acts().size() >= Handling.MOST_ACTS) {
      throw new ProblemException(409, "note.too_many", "the request has as many notes as are kept");
    }
    add(request.id(), by, Handling.What.NOTED, text);
  }

  /** Of one request, for whoever looks. */
  HandlingView view(ErasureRequest request, Principal looks) {
    return view(request, of(request.id()), looks);
  }

  /** The same of many. */
  Function<ErasureRequest, HandlingView> views(List<ErasureRequest> requests, Principal looks) {
    Map<UUID, Handling> found = handlings.of(requests.stream().map(ErasureRequest::id).toList());
    return request ->
        view(request, found.getOrDefault(request.id(), Handling.none(request.id())), looks);
  }

  /** Whether the consent of this person would count. */
  boolean mayConsent(ErasureRequest request, Principal by) {
    return request.state() instanceof State.AwaitingApproval
        && by.has(Role.COMPLIANCE)
        && approvals.distinct(request, by.keyId());
  }

  private HandlingView view(ErasureRequest request, Handling handling, Principal looks) {
    return new HandlingView(
        askedBy(request, handling),
        request.plan() == null ? List.of() : consents(request, handling),
        mayConsent(request, looks),
        handling.assignee(),
        handling.acts());
  }

  private static @Nullable String askedBy(ErasureRequest request, Handling handling) {
    return request.demand().requestedBy().isEmpty()
        ? handling.acts().stream()
            .filter(act -> act.what() == Handling.What.ASKED)
            .map(Handling.Act::by)
            .findFirst()
            .orElse(null)
        : request.demand().requestedBy();
  }

  /** Where the request has forgotten who consented, what was remembered of the staff tells it. */
  private static List<HandlingView.ConsentView> consents(
      ErasureRequest request, Handling handling) {
    String digest = request.planned().digest();
    List<HandlingView.ConsentView> given =
        request.approvals().stream()
            .filter(approval -> approval.digest().equals(digest))
            .map(approval -> new HandlingView.ConsentView(approval.by(), approval.at()))
            .toList();
    List<HandlingView.ConsentView> remembered =
        handling.acts().stream()
            .filter(act -> act.what() == Handling.What.APPROVED)
            .map(act -> new HandlingView.ConsentView(act.by(), act.at()))
            .collect(Collectors.toList());
    boolean forgotten = given.stream().anyMatch(consent -> consent.by().isEmpty());
    return forgotten && !remembered.isEmpty()
        ? remembered.reversed().subList(0, Math.min(given.size(), remembered.size())).reversed()
        : given;
  }

  private Handling of(UUID request) {
    return handlings.of(List.of(request)).getOrDefault(request, Handling.none(request));
  }

  private void add(UUID request, Principal by, Handling.What what, @Nullable String text) {
    if (rights.seesAll(by)) {
      handlings.add(request, new Handling.Act(clock.instant(), by.keyId(), what, text));
    }
  }
}
