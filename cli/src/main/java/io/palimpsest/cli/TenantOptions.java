package io.palimpsest.cli;

import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose data: a creator's, of one twin or of all, or an organization's. */
final class TenantOptions {
  @Option(
      names = {"--creator", "--creator-id"},
      paramLabel = "ID",
      description = "The creator.")
  private @Nullable String creator;

  @Option(
      names = {"--twin", "--twin-id"},
      paramLabel = "ID",
      description = "One twin of the creator.")
  private @Nullable String twin;

  @Option(
      names = {"--org-id", "--org", "--org_id"},
      paramLabel = "ID",
      description = "The organization.")
  private @Nullable String organization;

  /** A creator's twin that was found otherwise than on the command line. */
  static TenantOptions of(String creator, String twin) {
    TenantOptions options = new TenantOptions();
    options.creator = creator;
    options.twin = twin;
    return options;
  }

  Optional<CreatorId> creator() {
    return Optional.ofNullable(creator).map(CreatorId::new);
  }

  Set<OrganizationId> organizations() {
    return organization().map(id -> Set.of(new OrganizationId(id))).orElse(Set.of());
  }

  Optional<String> twin() {
    return Optional.ofNullable(twin);
  }

  Optional<String> organization() {
    return Optional.ofNullable(organization);
  }

  String searchPath() {
    if (organization != null) {
      return "/portfolio/search";
    }
    return twin == null ? "/delphi/search-cross-twin" : "/delphi/search";
  }

  /** Names one of the organizations that a token may speak for. */
  Map<String, String> organizationHeader() {
    return organization == null ? Map.of() : Map.of("X-Organization", organization);
  }

  /** The collection that items or sources are written to. */
  String collection() {
    if (organization != null && creator == null) {
      return "/organizations/" + Api.encoded(organization) + "/items";
    }
    if (organization == null && creator != null && twin != null) {
      return "/creators/" + Api.encoded(creator) + "/twins/" + Api.encoded(twin) + "/sources";
    }
    throw new UsageException("whose it is: either --org-id, or --creator and --twin");
  }
}
