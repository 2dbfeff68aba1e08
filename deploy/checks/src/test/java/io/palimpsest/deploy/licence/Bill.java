package io.palimpsest.deploy.licence;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A CycloneDX bill of materials of a module, as far as licences ask.
 *
 * @param components what the module brings
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Bill(List<Component> components) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");

  /** Reads what {@code -Psbom} wrote. */
  static Bill read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Bill.class);
  }

  /**
   * A component.
   *
   * @param purl its package URL
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Component(
      String group, String name, String version, String purl, @Nullable List<Choice> licenses) {
    /** Its coordinates without the version. */
    String coordinates() {
      String classifier =
          CLASSIFIER.matcher(purl).results().map(it -> ":" + it.group(1)).findFirst().orElse("");
      return group + ":" + name + classifier;
    }

    /** Names of its licences: SPDX identifiers where there are some. */
    List<String> licences() {
      return Stream.ofNullable(licenses)
          .flatMap(List::stream)
          .map(Choice::words)
          .map(Objects::requireNonNull)
          .toList();
    }
  }

  /** A licence, or an expression of several. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Choice(@Nullable Licence license, @Nullable String expression) {
    @Nullable String words() {
      return license == null
          ? expression
          : Optional.ofNullable(license.id()).orElse(license.name());
    }
  }

  /** An SPDX identifier, or a name where there is none. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Licence(@Nullable String id, @Nullable String name) {}
}
