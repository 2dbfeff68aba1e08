package io.palimpsest.system.roles;

import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Knocks at every operation of a service: without a token, and with a token of each role. Bodies
 * are empty and ids are nobody's, so nothing is made; tokens are to name tenants that do not exist.
 */
final class EndpointCheck {
  private final Door door;
  private final RolesTable table;
  private final Function<Role, String> tokens;

  private EndpointCheck(Door door, RolesTable table, Function<Role, String> tokens) {
    this.door = door;
    this.table = table;
    this.tokens = tokens;
  }

  /**
   * A check of one service.
   *
   * @param base address of the service
   * @param table Markdown file with rows of service, method, path, roles (or {@code open}), command
   * @param service name of the service in the table
   * @param tokens mints a token of one role, of tenants that do not exist
   */
  static EndpointCheck of(URI base, Path table, String service, Function<Role, String> tokens)
      throws IOException {
    return new EndpointCheck(new Door(base), RolesTable.read(table, service), tokens);
  }

  /** Every way in which the service differs from the table; empty when it does not. */
  List<String> deviations() throws IOException, InterruptedException {
    Set<Operation> described = door.operations();
    List<String> deviations = new ArrayList<>();
    for (Operation operation : described) {
      if (table.operations().contains(operation)) {
        deviations.addAll(deviations(operation));
      } else {
        deviations.add(operation + " is not in the table");
      }
    }
    table.operations().stream()
        .filter(row -> !described.contains(row))
        .sorted()
        .forEach(row -> deviations.add(row + " is in the table and not in the service"));
    return deviations;
  }

  private List<String> deviations(Operation operation) throws IOException, InterruptedException {
    Set<Role> allowed = table.roles(operation);
    List<String> deviations = new ArrayList<>();
    Answer anonymous = door.knock(operation, Optional.empty());
    if (anonymous.isAnonymousRefused() == allowed.isEmpty()) {
      deviations.add(operation + " without a token answers " + anonymous);
    }
    for (Role role : allowed.isEmpty() ? new Role[0] : Role.values()) {
      Answer answer = door.knock(operation, Optional.of(tokens.apply(role)));
      if (answer.isRoleRefused() == allowed.contains(role)) {
        deviations.add(operation + " answers " + role.claim() + " with " + answer);
      }
    }
    return deviations;
  }
}
