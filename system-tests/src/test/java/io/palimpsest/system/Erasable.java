package io.palimpsest.system;

import io.palimpsest.client.Item;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.ProblemException;
import io.palimpsest.client.Source;
import io.palimpsest.client.Written;
import io.palimpsest.event.ScopeType;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.OrganizationSlug;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A scope with something in it that can be found; the tenant of each is its own. */
final class Erasable {
  static final List<ScopeType> TYPES =
      List.of(
          ScopeType.CREATOR,
          ScopeType.TWIN,
          ScopeType.SOURCE,
          ScopeType.ORGANIZATION,
          ScopeType.PROFILE,
          ScopeType.ITEM);

  private static final String TEXT = Round.TEXT;

  private final Palimpsest palimpsest;
  private final ScopeType type;
  private final String tenant;
  private final String slug;
  private String profile = "";

  private Erasable(Palimpsest palimpsest, ScopeType type, String slug) {
    this.palimpsest = palimpsest;
    this.type = type;
    this.tenant = isCreators(type) ? slug : "org_" + slug;
    this.slug = slug;
  }

  /** A new scope; what is in it can be found. */
  static Erasable of(Palimpsest palimpsest, ScopeType type) throws Exception {
    String name = Palimpsest.unique(type.name().toLowerCase(Locale.ROOT));
    Erasable scope = new Erasable(palimpsest, type, name);
    if (isCreators(type)) {
      palimpsest.registerCreator(scope.tenant, List.of("coach"));
      scope.source("coach", "note", TEXT);
    } else {
      palimpsest.registerOrganization(scope.tenant, name);
      scope.profile =
          palimpsest.uid("/organizations/" + scope.tenant + "/profiles/prof_1").toString();
      scope.item("prof_1", "port_1", "Lighthouse Trust");
    }
    return scope;
  }

  ScopeType type() {
    return type;
  }

  /** A token of the tenant's application, whose request somebody has to approve. */
  String token() {
    return isCreators(type)
        ? palimpsest.creatorToken(tenant)
        : palimpsest.organizationToken(tenant);
  }

  /** Public ids, outermost first. */
  List<String> ids() {
    return switch (type) {
      case CREATOR, ORGANIZATION -> List.of(tenant);
      case TWIN -> List.of(tenant, "coach");
      case SOURCE -> List.of(tenant, "coach", "note");
      case PROFILE -> List.of(tenant, "prof_1");
      case ITEM -> List.of(tenant, "port_1");
      case UNKNOWN -> throw new IllegalStateException("no type of a scope");
    };
  }

  /** Whether a tenant under it was registered and given something that can be found. */
  boolean addChild() throws Exception {
    String parent = isCreators(type) ? "/creators/" : "/organizations/";
    String child = isCreators(type) ? "/twins/late" : "/profiles/late";
    Reply registered =
        palimpsest.send(
            "PUT",
            parent + tenant + child,
            palimpsest.operatorToken(),
            Map.of(isCreators(type) ? "display_name" : "name", "late"));
    return registered.status() == 201
        && (isCreators(type) ? source("late", "late", TEXT) : item("late", "port_late", "Late"));
  }

  /** Whether an item or a source under it, or a revision of itself, was taken and can be found. */
  boolean addEntity() throws Exception {
    return switch (type) {
      case CREATOR, TWIN -> source("coach", "late", TEXT);
      case SOURCE -> source("coach", "note", TEXT + " And more.");
      case ORGANIZATION, PROFILE -> item("prof_1", "port_late", "Late");
      case ITEM -> item("prof_1", "port_1", "Later Trust");
      case UNKNOWN -> throw new IllegalStateException("no type of a scope");
    };
  }

  /** A client that knows the names and nothing of the product. */
  boolean addVector() throws Exception {
    switch (type) {
      case CREATOR ->
          palimpsest.vectors().write(Vectors.namespace(tenant, "stray"), "stray", Map.of());
      case TWIN ->
          palimpsest.vectors().write(Vectors.namespace(tenant, "coach"), "stray", Map.of());
      case SOURCE ->
          palimpsest.vectors().write(Vectors.namespace(tenant, "coach"), "note#stray", Map.of());
      case ORGANIZATION -> palimpsest.vectors().write(portfolio(), "stray", Map.of());
      case PROFILE ->
          palimpsest.vectors().write(portfolio(), "stray", Map.of("profile_uid", profile));
      case ITEM ->
          palimpsest.vectors().write(portfolio(), "port_1", Map.of("written_by", "somebody"));
      case UNKNOWN -> throw new IllegalStateException("no type of a scope");
    }
    return true;
  }

  /** Ids of the vectors that are the scope's. */
  List<String> left() throws Exception {
    List<String> left = new ArrayList<>();
    switch (type) {
      case CREATOR -> {
        for (String twin : List.of("coach", "late", "stray")) {
          left.addAll(palimpsest.vectors().ids(Vectors.namespace(tenant, twin)));
        }
      }
      case TWIN -> left.addAll(palimpsest.vectors().ids(Vectors.namespace(tenant, "coach")));
      case SOURCE -> left.addAll(beginning(Vectors.namespace(tenant, "coach"), "note#"));
      case ORGANIZATION -> left.addAll(palimpsest.vectors().ids(portfolio()));
      case PROFILE -> {
        left.addAll(beginning(portfolio(), "port_1"));
        left.addAll(beginning(portfolio(), "port_late"));
        left.addAll(beginning(portfolio(), "stray"));
      }
      case ITEM -> left.addAll(beginning(portfolio(), "port_1"));
      case UNKNOWN -> throw new IllegalStateException("no type of a scope");
    }
    return left;
  }

  private boolean source(String twin, String id, String text) throws Exception {
    try (PalimpsestClient client = palimpsest.creator(tenant)) {
      return found(client, client.submitSource(tenant, twin, id, Source.text(id, text)));
    }
  }

  private boolean item(String profile, String id, String company) throws Exception {
    try (PalimpsestClient client = palimpsest.organization(tenant)) {
      Item item = new Item(profile, company, List.of("Shop"), List.of("Java"), null, null);
      return found(client, client.submitItem(tenant, id, item));
    }
  }

  /** Whether it was taken; then it can be found, too. */
  private static boolean found(PalimpsestClient client, CompletableFuture<Written> submitted)
      throws Exception {
    try {
      Palimpsest.searchable(client, submitted.join());
      return true;
    } catch (CompletionException refused) {
      if (refused.getCause() instanceof ProblemException problem
          && problem.problem().status() < 500) {
        return false;
      }
      throw refused;
    }
  }

  private String portfolio() {
    return new Namespace.Portfolio(new OrganizationSlug(slug)).name();
  }

  private List<String> beginning(String namespace, String with) throws Exception {
    return palimpsest.vectors().ids(namespace).stream().filter(id -> id.startsWith(with)).toList();
  }

  private static boolean isCreators(ScopeType type) {
    return type == ScopeType.CREATOR || type == ScopeType.TWIN || type == ScopeType.SOURCE;
  }
}
