package io.palimpsest.ingest.item;

import io.palimpsest.event.PortfolioItemState;
import io.palimpsest.ingest.entry.TextRules;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A portfolio item as its owner wrote it; made by {@link #checked} it keeps the rules.
 *
 * @param companyName company or client
 * @param deliverables what was delivered
 * @param skills skills that were used
 * @param portfolioUrl http or https URL of the work, or null
 * @param industry industry, or null
 */
public record PortfolioItem(
    String companyName,
    List<String> deliverables,
    List<String> skills,
    @Nullable String portfolioUrl,
    @Nullable String industry) {
  private static final int LONGEST_NAME = 300;
  private static final int LONGEST_ENTRY = 500;
  private static final int MOST_ENTRIES = 100;
  private static final int LONGEST_URL = 2_048;

  /** Copies the lists. */
  public PortfolioItem {
    deliverables = List.copyOf(deliverables);
    skills = List.copyOf(skills);
  }

  /**
   * An item that keeps the rules.
   *
   * @throws io.palimpsest.ingest.entry.RefusedException names the first field that breaks one
   */
  public static PortfolioItem checked(
      @Nullable String companyName,
      @Nullable List<@Nullable String> deliverables,
      @Nullable List<@Nullable String> skills,
      @Nullable String portfolioUrl,
      @Nullable String industry) {
    return new PortfolioItem(
        TextRules.required("company_name", companyName, LONGEST_NAME),
        TextRules.list("deliverables", deliverables, MOST_ENTRIES, LONGEST_ENTRY),
        TextRules.list("skills", skills, MOST_ENTRIES, LONGEST_ENTRY),
        url(portfolioUrl),
        TextRules.optional("industry", industry, LONGEST_NAME));
  }

  /** The item as events carry it. */
  PortfolioItemState toEvent() {
    return PortfolioItemState.newBuilder()
        .setCompanyName(companyName)
        .setDeliverables(deliverables)
        .setSkills(skills)
        .setPortfolioUrl(portfolioUrl)
        .setIndustry(industry)
        .build();
  }

  private static @Nullable String url(@Nullable String text) {
    String url = TextRules.optional("portfolio_url", text, LONGEST_URL);
    if (url != null && !isWebAddress(url)) {
      throw TextRules.invalid("portfolio_url", "is an http or https URL with a host");
    }
    return url;
  }

  private static boolean isWebAddress(String url) {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
    } catch (URISyntaxException notOne) {
      return false;
    }
  }
}
