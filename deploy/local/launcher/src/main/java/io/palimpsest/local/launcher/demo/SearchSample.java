package io.palimpsest.local.launcher.demo;

import io.palimpsest.client.Match;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Search;
import io.palimpsest.client.SearchResult;
import java.util.Objects;

/** Asks in all three ways, and checks that the right text comes first. */
final class SearchSample implements DemoStep {
  @Override
  public String title() {
    return "Search inside a twin, across twins, in a portfolio";
  }

  @Override
  public String run(Demo demo) {
    DemoApi api = demo.api();
    try (PalimpsestClient creator = api.creator(Sample.CREATOR);
        PalimpsestClient organization = api.organization(Sample.ORGANIZATION)) {
      expect(
          demo,
          "when does the tidal stream turn?",
          creator
              .searchTwin(Search.inTwin(Sample.SAILOR, "when does the tidal stream turn?"))
              .join(),
          Sample.TIDES);
      expect(
          demo,
          "how do I know that a loaf is done?",
          creator.searchTwins(Search.everywhere("how do I know that a loaf is done?")).join(),
          "dough-log");
      expect(
          demo,
          "a shop that sells bread on the web",
          organization
              .searchPortfolio(Search.everywhere("a shop that sells bread on the web"))
              .join(),
          "port_harbour02");
    }
    return "3 questions, each answered by the right text";
  }

  private static void expect(Demo demo, String question, SearchResult result, String wanted) {
    Match first =
        result.matches().stream()
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("nothing was found: " + question));
    String found = Objects.requireNonNullElse(first.sourceId(), String.valueOf(first.itemId()));
    demo.say("%s", question);
    demo.say("  %.3f %s: %s", first.score(), found, excerpt(first));
    if (!wanted.equals(found)) {
      throw new IllegalStateException("expected " + wanted + " first, found " + found);
    }
  }

  private static String excerpt(Match match) {
    String text = Objects.requireNonNullElse(match.text(), "").replaceAll("\\s+", " ");
    return text.length() <= 80 ? text : text.substring(0, 80) + " ...";
  }
}
