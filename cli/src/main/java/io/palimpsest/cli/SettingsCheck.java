package io.palimpsest.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Whether the services' settings are complete, and none is misspelled. Values are looked at by the
 * checks of what they name, and are not printed.
 */
final class SettingsCheck {
  private static final String SUBJECT = "settings";

  /** Made from the typed configuration of the services. */
  private static final String KNOWN = "settings.properties";

  /** Prefixes that are the product's alone: whatever else is set is somebody else's. */
  private static final Pattern OURS = Pattern.compile("(?:PALIMPSEST|PINECONE|LEGACY_PINECONE)_.*");

  /** The command line's own, which topics are made from. */
  private static final String PARTICIPANTS = "PALIMPSEST_PARTICIPANTS";

  private static final int SLIPS = 3;

  private final Map<String, String> environment;
  private final Map<String, Boolean> known = known();

  SettingsCheck(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    known.forEach(
        (name, required) -> {
          if (required && !environment.containsKey(name)) {
            findings.add(
                Finding.wrong(
                    SUBJECT,
                    name + " is missing, and a service does not start without it; set it"));
          }
        });
    environment.keySet().stream()
        .filter(name -> OURS.matcher(name).matches())
        .filter(name -> !isKnown(name))
        .sorted()
        .map(this::unknown)
        .forEach(findings::add);
    return findings.isEmpty()
        ? List.of(Finding.ok(SUBJECT, environment.size() + " variables, none missing or unknown"))
        : findings;
  }

  private boolean isKnown(String name) {
    return name.equals(PARTICIPANTS)
        || known.containsKey(name)
        || known.keySet().stream()
            .filter(pattern -> pattern.contains("*"))
            .anyMatch(pattern -> name.matches(pattern.replace("*", "\\w+")));
  }

  private Finding unknown(String name) {
    return Finding.wrong(
        SUBJECT,
        nearest(name)
            .map(meant -> name + " is no setting; did you mean " + meant + "?")
            .orElse(name + " is no setting; see docs/configuration.md"));
  }

  private Optional<String> nearest(String name) {
    LevenshteinDistance slips = new LevenshteinDistance(SLIPS);
    return known.keySet().stream()
        .filter(one -> slips.apply(name, one) >= 0)
        .min(Comparator.comparing(one -> slips.apply(name, one)));
  }

  private static Map<String, Boolean> known() {
    Properties file = new Properties();
    try (InputStream in = SettingsCheck.class.getResourceAsStream(KNOWN)) {
      file.load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Boolean> known = new TreeMap<>();
    file.forEach((name, need) -> known.put(name.toString(), need.equals("required")));
    return known;
  }
}
