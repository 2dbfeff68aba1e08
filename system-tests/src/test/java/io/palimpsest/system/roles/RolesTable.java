package io.palimpsest.system.roles;

import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows of one service in a Markdown table: service, method, path, roles, command. */
final class RolesTable {
  /** What the table says instead of roles where no token is needed. */
  private static final String OPEN = "open";

  private static final Pattern ROW =
      Pattern.compile("\\|\\s*(\\S+)\\s*\\|\\s*([A-Z]+)\\s*\\|\\s*`([^`]+)`\\s*\\|([^|]+)\\|.*");

  private final Map<Operation, Set<Role>> rows;

  private RolesTable(Map<Operation, Set<Role>> rows) {
    this.rows = rows;
  }

  static RolesTable read(Path markdown, String service) throws IOException {
    Map<Operation, Set<Role>> rows = new HashMap<>();
    for (String line : Files.readAllLines(markdown)) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && row.group(1).equals(service)) {
        rows.put(new Operation(row.group(2), row.group(3)), roles(row.group(4).strip()));
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(markdown + " has no row of " + service);
    }
    return new RolesTable(rows);
  }

  Set<Operation> operations() {
    return rows.keySet();
  }

  /** Empty where no token is needed. */
  Set<Role> roles(Operation operation) {
    return rows.get(operation);
  }

  private static Set<Role> roles(String cell) {
    if (cell.equals(OPEN)) {
      return Set.of();
    }
    List<Role> roles =
        Arrays.stream(cell.split(",", -1))
            .map(name -> Role.ofClaim(name.strip()).orElseThrow(IllegalArgumentException::new))
            .toList();
    return EnumSet.copyOf(roles);
  }
}
