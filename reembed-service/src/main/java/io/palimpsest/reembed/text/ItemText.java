package io.palimpsest.reembed.text;

import io.palimpsest.event.PortfolioItemState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of a portfolio item: one labelled line for each field that says something. */
public final class ItemText {
  private ItemText() {}

  /**
   * Lines {@code Company}, {@code Deliverables}, {@code Skills} and, if known, {@code Industry}.
   */
  public static String of(PortfolioItemState item) {
    List<String> lines = new ArrayList<>();
    lines.add("Company: " + item.getCompanyName());
    lines.add("Deliverables: " + String.join(", ", item.getDeliverables()));
    lines.add("Skills: " + String.join(", ", item.getSkills()));
    @Nullable String industry = item.getIndustry();
    if (industry != null && !industry.isBlank()) {
      lines.add("Industry: " + industry);
    }
    return NormalText.of(String.join("\n", lines));
  }
}
