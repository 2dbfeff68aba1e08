package io.palimpsest.deploy.configuration;

import java.util.Locale;

/**
 * One setting.
 *
 * @param key its property
 * @param variable the environment variable that sets it
 * @param type what it takes
 * @param byDefault what holds when it is not set; empty: nothing
 * @param required whether a service does not start without it
 * @param meaning in words
 */
record Setting(
    String key, String variable, String type, String byDefault, boolean required, String meaning) {

  /** The variable that MicroProfile Config maps to a property. */
  static String variableOf(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** A row of the reference. */
  String row() {
    String holds = required ? "**required**" : byDefault.isEmpty() ? "-" : "`" + byDefault + "`";
    return "| `%s`<br>`%s` | %s | %s | %s |\n".formatted(variable, key, type, holds, meaning);
  }
}
