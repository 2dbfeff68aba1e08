package io.palimpsest.erasure.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.access.Problem;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.door.ErasureView;
import io.palimpsest.erasure.door.HoldView;
import io.palimpsest.erasure.hold.Hold;
import io.palimpsest.erasure.model.JournalLine;
import io.palimpsest.erasure.plan.Candidate;
import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ErasureState;
import io.palimpsest.event.ScopeType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page can be written from what it is given, and nothing that it shows is run. */
class PagesTest {
  private static final Path WRITTEN = Path.of("target", "pages");
  private static final Instant NOW = Instant.parse("2026-03-02T10:15:30Z");
  private static final String REF = "er_5b0c2f9d11aa5b0c2f9d11aa";
  private static final UUID NEXT = UUID.fromString("7b7a0d5c-1c3a-4d53-8c0f-5f5f6d0e4a11");
  private static final String SCRIPT = "<script>alert('x')</script>";
  private static final Visitor.Shown DECIDES =
      new Visitor.Shown("mira", List.of("compliance"), true, "form-token");
  private static final Visitor.Shown LOOKS =
      new Visitor.Shown("otto", List.of("auditor"), false, "form-token");

  private final Words words = new Words(Clock.fixed(NOW, ZoneOffset.UTC));
  private final Pages pages = new Pages(Clock.fixed(NOW, ZoneOffset.UTC));

  @ParameterizedTest
  @EnumSource(names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
  void aRequestHasAPageInEveryState(ErasureState state) throws IOException {
    String page = request(DECIDES, view(state, List.of("ada"), state == ErasureState.PLANNED));

    assertThat(page).contains("class=\"state " + state + "\"", "Fence intended");
    Files.createDirectories(WRITTEN);
    Files.writeString(WRITTEN.resolve("request-" + state + ".html"), page);
  }

  @Test
  void theApprovalBindsToThePlanThatIsShown() {
    ErasureView view = view(ErasureState.AWAITING_APPROVAL, List.of("ada"), false);

    assertThat(request(DECIDES, view))
        .contains("name=\"digest\" value=\"" + "0f".repeat(32) + "\"", "Approve this plan");
    assertThat(request(LOOKS, view)).doesNotContain("<form method=\"post\" action=\"/console/er");
  }

  @Test
  void whereNothingWasFoundThePageSaysThatAndConfirmsNothing() {
    String page = request(DECIDES, view(ErasureState.NOTHING_FOUND, List.of(), true));

    assertThat(page)
        .contains("Nothing was found under the ids; nothing was erased", "CASE-4711")
        .doesNotContain("Confirmed", "CONFIRMED_LIVE", "can be read or found", "erased with");
  }

  @Test
  void theListShowsWhatIsLeftOfEachDeadline() throws IOException {
    List<ErasureView> requests =
        List.of(
            view(ErasureState.AWAITING_APPROVAL, List.of("ada"), false),
            view(ErasureState.DELETING, List.of("sainath.no.1", "coach"), false),
            view(ErasureState.CONFIRMED_LIVE, List.of(), true),
            view(ErasureState.REJECTED, List.of(), true));
    String page =
        pages.page(
            "requests", Map.of("visitor", DECIDES, "page", new ErasureView.Page(requests, null)));

    assertThat(page)
        .contains("26 days left", "Held", "name not kept", "CASE-4711", "ended 2 Mar 2026");
    Files.createDirectories(WRITTEN);
    Files.writeString(WRITTEN.resolve("requests.html"), page);
  }

  @Test
  void everyOtherPageIsWrittenToo() throws IOException {
    Candidate candidate =
        new Candidate(
            ScopeType.CREATOR, List.of("ada"), UUID.randomUUID(), "Ada L.", "CRM-4711", "name");
    HoldView hold =
        HoldView.of(
            new Hold(
                UUID.randomUUID(),
                ScopeType.TWIN,
                List.of("ada", "coach"),
                List.of(UUID.randomUUID()),
                "litigation",
                "mira",
                NOW,
                NOW.plusSeconds(40),
                null),
            NOW);
    Files.createDirectories(WRITTEN);
    write(
        "new",
        Map.of(
            "visitor",
            DECIDES,
            "text",
            "ada",
            "found",
            List.of(candidate),
            "types",
            ScopeField.TYPES));
    write("holds", Map.of("visitor", DECIDES, "holds", List.of(hold), "types", ScopeField.TYPES));
    write("sign-in", Map.of("refused", "token.expired"));
    write(
        "problem",
        Map.of(
            "problem",
            Problem.of(409, "cancel.too_late", "past the point of no return: it is DELETING"),
            "back",
            "/console"));
    LogPages.Row row = new LogPages.Row(41, confirmed(), RequestPage.fields(confirmed()));
    write(
        "log",
        Map.of(
            "visitor",
            LOOKS,
            "rows",
            List.of(row, row),
            "consistent",
            true,
            "state",
            new LogState("log.example/a", 42, "root", List.of(), List.of(), true),
            "older",
            7L));
  }

  @Test
  void nothingThatIsShownIsRun() {
    Visitor.Shown hostile = new Visitor.Shown(SCRIPT, List.of(SCRIPT), true, SCRIPT);
    ErasureView view = view(ErasureState.AWAITING_APPROVAL, List.of(SCRIPT), false);
    Candidate candidate =
        new Candidate(
            ScopeType.CREATOR, List.of(SCRIPT), UUID.randomUUID(), SCRIPT, SCRIPT, SCRIPT);

    String request = request(hostile, view);
    String found =
        pages.page(
            "new",
            Map.of(
                "visitor",
                hostile,
                "text",
                SCRIPT,
                "found",
                List.of(candidate),
                "types",
                ScopeField.TYPES));

    assertThat(request + found).contains("&lt;script&gt;").doesNotContain("<script>");
    assertThat(request).doesNotContain("'x'");
  }

  @Test
  void aPageThatIsNotGivenWhatItShowsFails() {
    assertThatThrownBy(() -> pages.page("requests", Map.of("visitor", DECIDES)))
        .hasMessageContaining("page");
  }

  @ParameterizedTest
  @CsvSource({
    "PT-1S, over, less than an hour overdue",
    "PT30M, soon, less than an hour left",
    "PT1H, soon, 1 hour left",
    "PT47H, soon, 47 hours left",
    "PT48H, soon, 2 days left",
    "P7D, calm, 7 days left",
    "P-3D, over, 3 days overdue",
  })
  void aDeadlineCountsDown(Duration left, String urgency, String text) {
    assertThat(words.urgency(NOW.plus(left))).isEqualTo(urgency);
    assertThat(words.left(NOW.plus(left))).isEqualTo(text);
  }

  private void write(String name, Map<String, ?> values) throws IOException {
    String page = pages.page(name, values);
    assertThat(page).contains("<h1>");
    Files.writeString(WRITTEN.resolve(name + ".html"), page);
  }

  private String request(Visitor.Shown visitor, ErasureView view) {
    boolean confirmed = view.state() == ErasureState.CONFIRMED_LIVE;
    String entry = confirmed ? new String(confirmed().bytes(), StandardCharsets.UTF_8) : null;
    return pages.page(
        "request", Map.of("visitor", visitor, "page", new RequestPage(view, entry, NEXT)));
  }

  private static ErasureView view(ErasureState state, List<String> ids, boolean ended) {
    return new ErasureView(
        NEXT,
        REF,
        state,
        ended,
        state == ErasureState.DELETING ? List.of("HELD", "PARTIALLY_FAILED") : List.of(),
        List.of(),
        new ErasureView.ScopeView(ScopeType.CREATOR, ids, UUID.randomUUID()),
        ErasureReason.DATA_SUBJECT_REQUEST,
        "CASE-4711",
        state == ErasureState.PLANNED,
        false,
        state == ErasureState.RECEIVED
            ? null
            : new ErasureView.PlanView(
                "0f".repeat(32),
                List.of("vectors", "topics", "documents", "ledger", "registry"),
                List.of("creator_ada_twin_coach", "creator_ada_twin_guide"),
                List.of(),
                12,
                2,
                1),
        state == ErasureState.RECEIVED
            ? List.of()
            : List.of(
                new ErasureView.CountView("vectors", 1204, 1204, 0),
                new ErasureView.CountView("documents", 12, 12, 0)),
        NOW.minus(Duration.ofDays(2)),
        NOW.minus(Duration.ofDays(2)),
        NOW.plus(Duration.ofDays(26)),
        ended ? NOW : null,
        state == ErasureState.REJECTED ? "approver.not_justified" : null,
        null,
        null,
        state == ErasureState.CONFIRMED_LIVE ? 41L : null,
        null,
        List.of(),
        List.of(
            new JournalLine(NOW, "received", "CREATOR"),
            new JournalLine(NOW.plusSeconds(1), "planned", "entities=12"),
            new JournalLine(NOW.plusSeconds(2), "fence.intended", "")));
  }

  private static Statement confirmed() {
    return Statement.of(AuditSource.request(REF), 9, EntryType.CONFIRMED_LIVE, NOW)
        .with(AuditField.FOUND, 1216)
        .with(AuditField.DELETED, 1216)
        .with(AuditField.REMAINING, 0)
        .with(AuditField.SCOPE, "ab".repeat(32))
        .with(AuditField.CONTROL_PASSED, true)
        .with(AuditField.RESIDUALS, 2)
        .with(AuditField.RESIDUAL_UNTIL, NOW.plus(Duration.ofDays(90)));
  }
}
