package io.palimpsest.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * Reads the tables {@code creators}, {@code twins} and {@code sources} of a PostgreSQL database as
 * the lines of an import file, parents first: in one read-only transaction, so that they fit
 * together, and in bounded memory. Columns are named as the fields of the lines; one that a line
 * does not have is left out, one that the table does not have stays empty.
 */
final class PostgresTables {
  private static final int ROWS_AT_ONCE = 200;
  private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");

  private static final List<Table> TABLES =
      List.of(
          new Table("creators", List.of("creator_id", "display_name", "external_reference")),
          new Table(
              "twins", List.of("creator_id", "twin_id", "display_name", "external_reference")),
          new Table(
              "sources",
              List.of(
                  "creator_id",
                  "twin_id",
                  "source_id",
                  "title",
                  "media_type",
                  "language",
                  "metadata",
                  "content")));

  private final ObjectMapper json = new ObjectMapper();
  private final String url;

  /**
   * @param url {@code postgresql://USER:PASSWORD@HOST/DATABASE}, with or without {@code jdbc:}
   */
  PostgresTables(String url) {
    this.url = jdbc(url);
  }

  private record Table(String name, List<String> fields) {}

  /**
   * Writes all lines; returns their number.
   *
   * @throws RefusedException when the database cannot be read; the message holds no password
   */
  long write(Path file) throws IOException {
    try (Connection database = DriverManager.getConnection(url);
        BufferedWriter lines = Files.newBufferedWriter(file)) {
      database.setReadOnly(true);
      database.setAutoCommit(false);
      database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      long count = 0;
      for (Table table : TABLES) {
        count += write(database, table, lines);
      }
      return count;
    } catch (SQLException unreadable) {
      throw new RefusedException(
          "--from-postgres: the database answered with state " + unreadable.getSQLState());
    }
  }

  private long write(Connection database, Table table, BufferedWriter lines)
      throws SQLException, IOException {
    long count = 0;
    try (Statement statement = database.createStatement()) {
      statement.setFetchSize(ROWS_AT_ONCE);
      // The names are constants of this class.
      try (ResultSet rows =
          statement.executeQuery("SELECT to_jsonb(t)::text FROM " + table.name() + " t")) {
        while (rows.next()) {
          lines.write(line(table, rows.getString(1)));
          lines.newLine();
          count++;
        }
      }
    }
    return count;
  }

  private String line(Table table, String row) throws JsonProcessingException {
    ObjectNode line = json.createObjectNode().put("table", table.name());
    ObjectNode columns = json.readValue(row, ObjectNode.class);
    for (String field : table.fields()) {
      if (columns.hasNonNull(field)) {
        line.set(field, columns.get(field));
      }
    }
    return json.writeValueAsString(line);
  }

  /** The driver knows users and passwords as parameters only. */
  private static String jdbc(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return url;
    }
    URI address = address(url);
    String user = address.getRawUserInfo();
    String query = address.getRawQuery();
    StringBuilder jdbc =
        new StringBuilder("jdbc:postgresql://")
            .append(address.getHost())
            .append(address.getPort() < 0 ? "" : ":" + address.getPort())
            .append(address.getRawPath())
            .append('?')
            .append(query == null ? "" : query + "&");
    if (user != null) {
      String[] parts = user.split(":", 2);
      jdbc.append("user=").append(parts[0]);
      jdbc.append(parts.length == 2 ? "&password=" + parts[1] : "");
    }
    return jdbc.toString();
  }

  private static URI address(String url) {
    try {
      URI address = new URI(url);
      if (address.getScheme() != null
          && SCHEMES.contains(address.getScheme())
          && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException unreadable) {
      throw noAddress();
    }
    throw noAddress();
  }

  /** Without the URL, which may hold a password. */
  private static RefusedException noAddress() {
    return new RefusedException(
        "--from-postgres: is postgresql://USER:PASSWORD@HOST/DATABASE or begins with"
            + " jdbc:postgresql:");
  }
}
