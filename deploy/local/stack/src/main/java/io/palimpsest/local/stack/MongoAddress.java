package io.palimpsest.local.stack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A MongoDB connection string, split around the database name.
 *
 * @param server scheme, credentials and hosts
 * @param options with the leading question mark; empty when there are none
 */
record MongoAddress(String server, String options) {

  private static final Pattern CONNECTION_STRING =
      Pattern.compile("(mongodb(?:\\+srv)?://[^/?]+)(?:/[^?]*)?(\\?.*)?");

  /**
   * @throws IllegalArgumentException when it does not begin with {@code mongodb://} or {@code
   *     mongodb+srv://}
   */
  static MongoAddress parse(String connectionString) {
    Matcher matcher = CONNECTION_STRING.matcher(connectionString);
    if (!matcher.matches()) {
      // The string may hold a password, so it is not quoted.
      throw new IllegalArgumentException(
          "a MongoDB address reads mongodb://HOST[:PORT][/DATABASE][?OPTIONS]");
    }
    return new MongoAddress(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
  }

  /** The connection string as it may be shown. */
  static String withoutPassword(String connectionString) {
    return connectionString.replaceFirst("//[^/@]*@", "//");
  }

  /** The same server, options included, with another database. */
  String database(String name) {
    return server + "/" + name + options;
  }
}
