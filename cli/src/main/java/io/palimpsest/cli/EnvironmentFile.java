package io.palimpsest.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of variables as container engines and compose read it: a line {@code NAME=value} each. */
final class EnvironmentFile {
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?(\\w+)\\s*=\\s*(.*?)\\s*");
  private static final Pattern QUOTED = Pattern.compile("\"(.*)\"|'(.*)'");

  private EnvironmentFile() {}

  /**
   * Its variables; a later line wins, empty ones are not set.
   *
   * @throws UsageException when it cannot be read, or a line is no variable
   */
  static Map<String, String> read(Path file) {
    Map<String, String> variables = new HashMap<>();
    int number = 0;
    for (String line : TextFile.read(file).split("\n")) {
      number++;
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      Matcher variable = LINE.matcher(line);
      if (!variable.matches()) {
        throw new UsageException(file + ": line " + number + " is no NAME=value");
      }
      String value = unquoted(variable.group(2));
      if (value.isEmpty()) {
        variables.remove(variable.group(1));
      } else {
        variables.put(variable.group(1), value);
      }
    }
    return variables;
  }

  private static String unquoted(String value) {
    Matcher quoted = QUOTED.matcher(value);
    if (!quoted.matches()) {
      return value;
    }
    return quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
  }
}
