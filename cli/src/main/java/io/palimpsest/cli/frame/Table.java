package io.palimpsest.cli.frame;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** Tables of JSON for people. */
final class Table {
  private static final Help.ColorScheme PLAIN = Help.defaultColorScheme(Help.Ansi.OFF);
  private static final int GAP = 2;
  private static final int WIDEST = 64;
  private static final String NONE = "nothing";

  private Table() {}

  /** One thing: a name and a value per line. */
  static String of(JsonNode thing) {
    if (!thing.isContainerNode()) {
      return thing.asText();
    }
    Map<String, String> lines = new LinkedHashMap<>();
    flatten("", thing, lines);
    List<List<String>> cells = new ArrayList<>();
    lines.forEach((name, value) -> cells.add(List.of(name, value)));
    return cells.isEmpty() ? NONE : text(cells).stripTrailing();
  }

  /**
   * A list, a row each.
   *
   * @param columns paths of names; none: the plain values that the first row has
   * @param header whether the names stand above
   */
  static String of(List<JsonNode> rows, List<String> columns, boolean header) {
    if (rows.isEmpty()) {
      return NONE + System.lineSeparator();
    }
    List<String> names = columns.isEmpty() ? names(rows) : columns;
    List<List<String>> cells = new ArrayList<>();
    if (header) {
      cells.add(names.stream().map(name -> title(name, names)).toList());
    }
    for (JsonNode row : rows) {
      cells.add(names.stream().map(name -> value(at(row, name))).toList());
    }
    return text(cells);
  }

  private static List<String> names(List<JsonNode> rows) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode row : rows) {
      Map<String, String> flat = new LinkedHashMap<>();
      flatten("", row, flat);
      names.addAll(flat.keySet());
    }
    return List.copyOf(names);
  }

  /** The last name of a path where no other column has it, else the whole path. */
  private static String title(String name, List<String> all) {
    boolean alone = all.stream().map(Table::last).filter(last(name)::equals).count() == 1;
    return (alone ? last(name) : name).toUpperCase(Locale.ROOT).replace('_', ' ').replace('.', ' ');
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static JsonNode at(JsonNode row, String path) {
    return path.isEmpty() ? row : row.at("/" + path.replace('.', '/'));
  }

  private static void flatten(String path, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  flatten(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      into));
    } else if (node.isArray()
        && StreamSupport.stream(node.spliterator(), false).anyMatch(JsonNode::isContainerNode)) {
      for (int n = 0; n < node.size(); n++) {
        flatten(path + "." + n, node.get(n), into);
      }
    } else {
      into.put(path, value(node));
    }
  }

  private static String value(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return "-";
    }
    if (node.isArray()) {
      return String.join(
          ", ", StreamSupport.stream(node.spliterator(), false).map(Table::value).toList());
    }
    return node.isObject() ? node.toString() : node.asText();
  }

  private static String text(List<List<String>> cells) {
    int columns = cells.getFirst().size();
    Column[] widths = new Column[columns];
    for (int n = 0; n < columns; n++) {
      int column = n;
      int needed = cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0) + GAP;
      widths[n] = new Column(Math.max(GAP + 1, Math.min(WIDEST + GAP, needed)), 0, Overflow.WRAP);
    }
    TextTable table = TextTable.forColumns(PLAIN, widths);
    cells.forEach(row -> table.addRowValues(row.toArray(String[]::new)));
    return table.toString();
  }
}
