package io.palimpsest.erasure.door;

import io.palimpsest.erasure.model.Handling;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who of the staff works at a request, for their colleagues and for auditors.
 *
 * @param askedBy key id of who asked, null where the details are erased and it was nobody of staff
 * @param consents to the present plan; without names once the details are erased
 * @param mayConsent whether the consent of who looks would count
 * @param assignee whose it is
 * @param acts what the staff did, in order
 */
public record HandlingView(
    @Nullable String askedBy,
    List<ConsentView> consents,
    boolean mayConsent,
    @Nullable String assignee,
    List<Handling.Act> acts) {
  /** Copies the lists. */
  public HandlingView {
    consents = List.copyOf(consents);
    acts = List.copyOf(acts);
  }

  /**
   * A consent.
   *
   * @param by key id
   * @param at when
   */
  public record ConsentView(String by, Instant at) {}
}
