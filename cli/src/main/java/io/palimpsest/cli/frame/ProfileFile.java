package io.palimpsest.cli.frame;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The one file with a user's profiles, a table of TOML each.
 *
 * @param path where it is; it need not be there
 */
public record ProfileFile(Path path) {
  /** PALIMPSEST_PROFILES, else palimpsest/profiles.toml in the user's folder of configuration. */
  public static ProfileFile ofUser() {
    return new ProfileFile(
        environment("PALIMPSEST_PROFILES")
            .map(Path::of)
            .orElseGet(
                () ->
                    environment("XDG_CONFIG_HOME")
                        .map(Path::of)
                        .orElse(Path.of(System.getProperty("user.home"), ".config"))
                        .resolve("palimpsest/profiles.toml")));
  }

  /**
   * All profiles by name.
   *
   * @throws CommandException if the file is no such file
   */
  public Map<String, Profile> profiles() {
    if (Files.notExists(path)) {
      return Map.of();
    }
    try {
      return TomlMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readValue(path.toFile(), new TypeReference<LinkedHashMap<String, Profile>>() {});
    } catch (JsonMappingException unknown) {
      String where =
          unknown.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .collect(Collectors.joining("."));
      throw wrong("'%s' is nothing that a profile has".formatted(where));
    } catch (JacksonException malformed) {
      throw wrong("line %d is no TOML".formatted(malformed.getLocation().getLineNr()));
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, path + " cannot be read");
    }
  }

  private CommandException wrong(String what) {
    return new CommandException(
        ExitCode.USAGE, "%s: %s; `palimpsest profiles --help` shows one".formatted(path, what));
  }

  Profile profile(String name) {
    Profile found = profiles().get(name);
    if (found == null) {
      throw new CommandException(
          ExitCode.USAGE,
          "--profile: there is no '%s' in %s; `palimpsest profiles` lists them"
              .formatted(name, path));
    }
    return found;
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
