package io.palimpsest.erasure.plan;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The ledger, asked over HTTP, page by page. */
@ApplicationScoped
class ReembedPlaces implements LedgerPlaces {
  private static final int PAGE = 1_000;

  private final ReembedScopes scopes;

  ReembedPlaces(@RestClient ReembedScopes scopes) {
    this.scopes = scopes;
  }

  @Override
  public List<Place> of(UUID scope) {
    List<Place> all = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      ReembedScopes.Places page = scopes.places(scope, cursor, PAGE);
      all.addAll(page.places());
      cursor = page.next();
    } while (cursor != null);
    return all;
  }
}
