package io.palimpsest.erasure.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.access.Problem;
import io.palimpsest.erasure.demand.Hold;
import io.palimpsest.erasure.door.ErasureView;
import io.palimpsest.erasure.door.ExportResource;
import io.palimpsest.erasure.door.HandlingView;
import io.palimpsest.erasure.door.HoldView;
import io.palimpsest.erasure.door.ListResult;
import io.palimpsest.erasure.door.WorklistView;
import io.palimpsest.erasure.model.Handling;
import io.palimpsest.erasure.plan.Candidate;
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
  private static final Instant NOW = SampleViews.NOW;
  private static final UUID NEXT = SampleViews.ID;
  private static final String SCRIPT = "<script>alert('x')</script>";
  private static final Visitor.Shown DECIDES =
      new Visitor.Shown("mira", List.of("compliance"), true, true, true, "form-token");
  private static final Visitor.Shown LOOKS =
      new Visitor.Shown("otto", List.of("auditor"), true, false, false, "form-token");

  private static final HandlingView HANDLING =
      new HandlingView(
          "mira",
          List.of(new HandlingView.ConsentView("otto", NOW)),
          true,
          "pia",
          List.of(
              new Handling.Act(NOW, "mira", Handling.What.ASKED, null),
              new Handling.Act(NOW, "otto", Handling.What.EXTENDED, null),
              new Handling.Act(NOW, "pia", Handling.What.NOTED, "waits for " + SCRIPT)));

  private final Words words = new Words(Clock.fixed(NOW, ZoneOffset.UTC));
  private final Pages pages = new Pages(Clock.fixed(NOW, ZoneOffset.UTC));

  @ParameterizedTest
  @EnumSource(names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
  void aRequestHasAPageInEveryState(ErasureState state) throws IOException {
    String page =
        request(DECIDES, SampleViews.request(state, List.of("ada"), state == ErasureState.PLANNED));

    assertThat(page).contains("class=\"state " + state + "\"", "Fence intended");
    Files.createDirectories(WRITTEN);
    Files.writeString(WRITTEN.resolve("request-" + state + ".html"), page);
  }

  @Test
  void theApprovalBindsToThePlanThatIsShown() {
    ErasureView view = SampleViews.request(ErasureState.AWAITING_APPROVAL, List.of("ada"), false);

    assertThat(request(DECIDES, view))
        .contains("name=\"digest\" value=\"" + "0f".repeat(32) + "\"", "Approve this plan");
    assertThat(request(LOOKS, view)).doesNotContain("<form method=\"post\" action=\"/console/er");
  }

  @Test
  void whoAskedOrConsentedIsOfferedNoConsent() {
    ErasureView view = SampleViews.request(ErasureState.AWAITING_APPROVAL, List.of("ada"), false);
    HandlingView done = new HandlingView("mira", List.of(), false, null, List.of());

    assertThat(request(DECIDES, view, done, null))
        .contains("somebody else has to consent", "will go, for ever")
        .doesNotContain("Approve this plan");
  }

  @Test
  void whatWillGoIsSaidBeforeTheDigestOfIt() {
    String page =
        request(
            DECIDES, SampleViews.request(ErasureState.AWAITING_APPROVAL, List.of("ada"), false));

    assertThat(page.indexOf("will go, for ever")).isPositive();
    assertThat(page.indexOf("will go, for ever")).isLessThan(page.indexOf("0f0f0f"));
    assertThat(page).contains("12 entries of Creator ada", "2 namespaces");
  }

  @Test
  void theStoryNamesWhoDidWhatAndWhatWent() {
    ErasureView view = SampleViews.request(ErasureState.CONFIRMED_LIVE, List.of(), true);

    assertThat(Story.of(view, HANDLING, words))
        .containsExactly(
            "On 28 Feb 2026, mira asked for the erasure of a creator whose name is not kept: data"
                + " subject request, case CASE-4711.",
            "The demand was received on 28 Feb 2026; it was due by 28 Mar 2026.",
            "otto consented on 2 Mar 2026, 10:15:30 UTC.",
            "otto extended the deadline on 2 Mar 2026, 10:15:30 UTC.",
            "Nothing of it can be read or found since 2 Mar 2026, 10:15:30 UTC; what went: 1,204"
                + " vectors, 12 documents.",
            "One thing is left for a while, with the dates below.");
  }

  @Test
  void whatIsLeftHasItsDatesAndTheRecordsAreClosed() {
    String page = request(LOOKS, SampleViews.request(ErasureState.CONFIRMED_LIVE, List.of(), true));

    assertThat(page)
        .contains("Backups of documents and vectors", "3 Jun 2026", "evidence.zip")
        .doesNotContain("<details open");
    assertThat(page.indexOf("Control passed")).isGreaterThan(page.indexOf("The log&#39;s entry"));
  }

  @Test
  void whereNothingWasFoundThePageSaysThatAndConfirmsNothing() {
    String page =
        request(DECIDES, SampleViews.request(ErasureState.NOTHING_FOUND, List.of(), true));

    assertThat(page)
        .contains("Nothing was found under the ids; nothing was erased", "CASE-4711")
        .doesNotContain("Confirmed", "CONFIRMED_LIVE", "can be read or found", "erased with");
  }

  @Test
  void theListShowsWhatIsLeftOfEachDeadline() throws IOException {
    List<ErasureView> requests =
        List.of(
            SampleViews.request(ErasureState.AWAITING_APPROVAL, List.of("ada"), false),
            SampleViews.request(ErasureState.DELETING, List.of("sainath.no.1", "coach"), false),
            SampleViews.request(ErasureState.CONFIRMED_LIVE, List.of(), true),
            SampleViews.request(ErasureState.REJECTED, List.of(), true));
    List<WorklistView.Row> rows =
        requests.stream().map(request -> new WorklistView.Row(request, HANDLING)).toList();
    String page =
        pages.page(
            "requests",
            Map.of(
                "visitor",
                DECIDES,
                "page",
                new WorklistView(rows, NEXT.toString()),
                "tab",
                "UNDER_WAY",
                "tabs",
                ShelfTab.values(),
                "text",
                ""));

    assertThat(page)
        .contains("26 days left", "Held", "Name not kept", "CASE-4711", "ended 2 Mar 2026")
        .contains("Waits for you", "mira", "Waiting for me", "show=UNDER_WAY&amp;cursor=" + NEXT);
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
                NOW.plus(Duration.ofDays(90)),
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
    ListResult line =
        new ListResult(
            7, ListResult.Result.EXEMPTED, NEXT, SampleViews.REF, "approver.not_justified");
    write(
        "lists",
        Map.of(
            "visitor",
            DECIDES,
            "list",
            "june",
            "results",
            List.of(line),
            "totals",
            Map.of(ListResult.Result.EXEMPTED, 1L)));
    write(
        "export",
        Map.of(
            "visitor",
            DECIDES,
            "view",
            SampleViews.request(ErasureState.DELETING, List.of("ada"), false),
            "export",
            new ExportResource.LinkView(java.net.URI.create("/erasures/exports/x"), NOW)));
    write("sign-in", Map.of("refused", "token.expired", "issuer", false));
    write("signed-in", Map.of());
    write(
        "problem",
        Map.of(
            "problem",
            Problem.of(409, "cancel.too_late", "past the point of no return: it is DELETING"),
            "back",
            "/console"));
    LogPages.Row row =
        new LogPages.Row(41, SampleViews.confirmed(), RequestPage.fields(SampleViews.confirmed()));
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
            new LogState(
                "log.example/a",
                42,
                "root",
                List.of(),
                List.of(),
                true,
                LogGrowth.of(42, 40),
                new LogVisit.Since(40, "root", 2, true)),
            "older",
            7L));
  }

  @Test
  void operatorsSeeWhatWasSetAsideWhatRunsAndWhoDoesNotAnswer() throws IOException {
    Operated.Parked parked =
        new Operated.Parked("ingest", "e-1", "inbox", "tenant.unknown", NOW, true);
    Operated.Job job =
        new Operated.Job("reembed", "j-1", "reconcile", "RUNNING", null, 250, 1000L, null);
    Operated.Job migration =
        new Operated.Job("ingest", "j-2", "migrate", "AWAITS_FREEZE", "1", 9, 12L, null);
    Operated.Route route = new Operated.Route("t-1", "old", "new", "SHADOW", "old", false, 3);
    String page =
        pages.page(
            "operations",
            Map.of(
                "visitor",
                DECIDES,
                "parked",
                new Operations.Part<>(List.of(parked), List.of("reembed")),
                "jobs",
                new Operations.Part<>(List.of(job, migration), List.of()),
                "routes",
                new Operations.Part<>(List.of(route), List.of())));
    Files.createDirectories(WRITTEN);
    Files.writeString(WRITTEN.resolve("operations.html"), page);

    assertThat(page)
        .contains("tenant.unknown", "Replay e-1", "Drop e-1 for good")
        .contains("250 of 1,000", "25 percent", "Pause j-1", "old to new", "is being filled")
        .contains("Cancel j-1", "Awaits freeze", "phases 1 are done", "Pause j-2")
        .contains("reembed does not answer")
        .doesNotContain("Resume j-1", "Cancel j-2");
  }

  @Test
  void nothingThatIsShownIsRun() {
    Visitor.Shown hostile = new Visitor.Shown(SCRIPT, List.of(SCRIPT), true, true, true, SCRIPT);
    ErasureView view = SampleViews.request(ErasureState.AWAITING_APPROVAL, List.of(SCRIPT), false);
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
        .hasMessageContaining("not found in the template data");
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
    String entry =
        confirmed ? new String(SampleViews.confirmed().bytes(), StandardCharsets.UTF_8) : null;
    return request(visitor, view, HANDLING, entry);
  }

  private String request(
      Visitor.Shown visitor, ErasureView view, HandlingView handling, String entry) {
    RequestPage page =
        new RequestPage(view, handling, Story.of(view, handling, words), entry, NEXT);
    return pages.page("request", Map.of("visitor", visitor, "page", page));
  }
}
