package io.palimpsest.erasure.console;

import io.palimpsest.erasure.door.ErasureView;
import io.palimpsest.erasure.door.HandlingView;
import io.palimpsest.erasure.model.Handling;
import io.palimpsest.event.ErasureState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of a request, told in sentences. */
final class Story {
  private final ErasureView view;
  private final HandlingView handling;
  private final Words words;
  private final List<String> sentences = new ArrayList<>();

  private Story(ErasureView view, HandlingView handling, Words words) {
    this.view = view;
    this.handling = handling;
    this.words = words;
  }

  /** The sentences, in the order of what they tell. */
  static List<String> of(ErasureView view, HandlingView handling, Words words) {
    Story story = new Story(view, handling, words);
    story.tellDemand();
    story.tellConsents();
    story.tellDecisions();
    story.tellWhatWent();
    story.tellWhatIsLeft();
    return List.copyOf(story.sentences);
  }

  private void tellDemand() {
    String asked =
        view.dryRun()
            ? " asked what the erasure of %s would do."
            : " asked for the erasure of %s%s.";
    String why =
        ": "
            + lower(view.reason())
            + (view.externalReference() == null ? "" : ", case " + view.externalReference());
    String who = handling.askedBy() == null ? "Somebody" : handling.askedBy();
    sentences.add(
        "%s, %s%s"
            .formatted("On " + words.day(view.createdAt()), who, asked.formatted(whom(), why)));
    if (!view.dryRun()) {
      sentences.add(
          "The demand was received on %s; %s %s."
              .formatted(
                  words.day(view.receivedAt()),
                  view.endedAt() == null ? "it is due by" : "it was due by",
                  words.day(view.deadline())));
    }
  }

  private String whom() {
    String kind = lower(view.scope().type());
    return view.scope().ids().isEmpty()
        ? "a " + kind + " whose name is not kept"
        : kind + " " + words.path(view.scope().ids());
  }

  private void tellConsents() {
    for (HandlingView.ConsentView consent : handling.consents()) {
      String who = consent.by().isEmpty() ? "A second person" : consent.by();
      sentences.add("%s consented on %s.".formatted(who, words.time(consent.at())));
    }
    ErasureView.PlanView plan = view.plan();
    if (view.state() == ErasureState.AWAITING_APPROVAL && plan != null) {
      int missing = plan.approvalsRequired() - plan.approvalsGiven();
      sentences.add(
          "It waits for %s."
              .formatted(missing == 1 ? "one more consent" : missing + " more consents"));
    }
  }

  private void tellDecisions() {
    for (Handling.Act act : handling.acts()) {
      @Nullable String did =
          switch (act.what()) {
            case REJECTED -> "refused it";
            case APPEALED -> "appealed";
            case CANCELLED -> "took it back";
            case EXTENDED -> "extended the deadline";
            case RERUN -> "had it run again";
            case ASKED, APPROVED, ASSIGNED, NOTED -> null;
          };
      if (did != null) {
        sentences.add("%s %s on %s.".formatted(act.by(), did, words.time(act.at())));
      }
    }
  }

  private void tellWhatWent() {
    long deleted = view.counts().stream().mapToLong(ErasureView.CountView::deleted).sum();
    if (view.logIndex() != null && view.endedAt() != null) {
      sentences.add(
          "Nothing of it can be read or found since %s; what went: %s."
              .formatted(words.time(view.endedAt()), gone()));
    } else if (deleted > 0) {
      sentences.add("Gone so far: " + gone() + ".");
    }
  }

  /** What each participant deleted, those that deleted most first. */
  private String gone() {
    List<String> parts =
        view.counts().stream()
            .filter(count -> count.deleted() > 0)
            .sorted((one, other) -> Long.compare(other.deleted(), one.deleted()))
            .map(count -> words.holding(count.participant(), count.deleted()))
            .toList();
    return parts.isEmpty() ? "nothing had to be deleted" : String.join(", ", parts);
  }

  private void tellWhatIsLeft() {
    long open = view.residuals().stream().filter(left -> left.goneAt() == null).count();
    if (view.logIndex() == null || view.residuals().isEmpty()) {
      return;
    }
    sentences.add(
        open == 0
            ? "What was left for a while is gone, too."
            : "%s left for a while, with the dates below."
                .formatted(open == 1 ? "One thing is" : open + " things are"));
  }

  private String lower(Object code) {
    return words.say(code).toLowerCase(Locale.ROOT);
  }
}
