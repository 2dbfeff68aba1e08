package io.palimpsest.local.launcher.demo;

import io.palimpsest.client.Item;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The tenants and texts that the demo brings along. */
final class Sample {
  static final String ORGANIZATION = "org_harbour";
  static final String PROFILE = "prof_mira";
  static final String CREATOR = "mira.k";

  /** The twin whose document is edited. */
  static final String SAILOR = "sailor";

  static final String TIDES = "tide-tables";

  /** A creator that is erased, and how many twins it has. */
  static final String LEAVING = "nomad.27";

  static final int LEAVING_TWINS = 27;

  /** Documents by twin of {@link #CREATOR}. */
  static final Map<String, List<String>> DOCUMENTS =
      Map.of(
          SAILOR, List.of(TIDES, "bicycle-winter"), "baker", List.of("dough-log", "night-train"));

  static final Map<String, Item> ITEMS =
      Map.of(
          "port_harbour01",
          item("Northquay Ferries", "Timetable app", "Kotlin", "Travel"),
          "port_harbour02",
          item("Grain and Stone", "Online shop for a bakery", "Quarkus", "E-commerce"),
          "port_harbour03",
          item("Lantern Clinic", "Appointment calendar", "PostgreSQL", "Healthcare"));

  private Sample() {}

  static String text(String document) {
    try (InputStream in = Sample.class.getResourceAsStream("/sample/" + document + ".md")) {
      if (in == null) {
        throw new IllegalStateException("the sample " + document + " is not packaged");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Item item(String company, String deliverable, String skill, String industry) {
    return new Item(PROFILE, company, List.of(deliverable), List.of(skill, "Java"), null, industry);
  }
}
