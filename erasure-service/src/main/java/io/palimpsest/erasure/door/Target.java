package io.palimpsest.erasure.door;

import io.palimpsest.event.ScopeType;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.InvalidIdException;
import io.palimpsest.tenancy.ItemId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.ProfileId;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import java.util.List;

/**
 * A scope as callers name it. Every id keeps the rule of its kind.
 *
 * @param type kind of the scope
 * @param ids public ids, outermost first
 */
record Target(ScopeType type, List<String> ids) {
  private static final String FIELD = "scope.ids";

  Target {
    ids = List.copyOf(ids);
    switch (type) {
      case CREATOR -> length(ids, 1, 1);
      case TWIN -> length(ids, 2, 2);
      case SOURCE -> length(ids, 3, 3);
      case ORGANIZATION -> length(ids, 1, 1);
      case PROFILE -> length(ids, 2, 2);
      case ITEM -> length(ids, 2, 3);
      case UNKNOWN ->
          throw new InvalidIdException(
              "scope.type", "one of ORGANIZATION, PROFILE, ITEM, CREATOR, TWIN, SOURCE");
    }
    check(type, ids);
  }

  boolean isCreators() {
    return type == ScopeType.CREATOR || type == ScopeType.TWIN || type == ScopeType.SOURCE;
  }

  CreatorId creator() {
    return new CreatorId(ids.getFirst());
  }

  OrganizationId organization() {
    return new OrganizationId(ids.getFirst());
  }

  /** The tenant in the words of digests and of the access log. */
  String tenant() {
    return (isCreators() ? "creator:" : "organization:") + ids.getFirst();
  }

  private static void check(ScopeType type, List<String> ids) {
    if (type == ScopeType.CREATOR || type == ScopeType.TWIN || type == ScopeType.SOURCE) {
      new CreatorId(ids.getFirst());
      ids.stream().skip(1).limit(1).forEach(TwinId::new);
      ids.stream().skip(2).forEach(SourceId::new);
    } else {
      new OrganizationId(ids.getFirst());
      boolean item = type == ScopeType.ITEM;
      ids.subList(1, item ? ids.size() - 1 : ids.size()).forEach(ProfileId::new);
      ids.stream().skip(item ? ids.size() - 1 : ids.size()).forEach(ItemId::new);
    }
  }

  private static void length(List<String> ids, int least, int most) {
    if (ids.size() < least || ids.size() > most) {
      String count = least == most ? Integer.toString(least) : least + " or " + most;
      throw new InvalidIdException(FIELD, count + " ids, outermost first");
    }
  }
}
