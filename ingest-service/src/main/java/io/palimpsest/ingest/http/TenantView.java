package io.palimpsest.ingest.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.registry.Tenant;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * A registration as it is shown.
 *
 * @param id public id
 * @param uid uid of this admission
 * @param revision version of the registration
 * @param announced whether the other services may know of it: only then it takes children
 * @param createdAt when it was admitted
 * @param updatedAt when it changed last
 * @param registration what was registered
 * @param <S> type of the registration
 */
public record TenantView<S>(
    String id,
    UUID uid,
    long revision,
    boolean announced,
    Instant createdAt,
    Instant updatedAt,
    @JsonUnwrapped @Nullable S registration) {
  static <S> TenantView<S> of(Entry<S> entry) {
    return of(entry.head(), entry.state());
  }

  static <S> RestResponse<TenantView<S>> answer(Tenant<S> tenant) {
    return RestResponse.ResponseBuilder.ok(of(tenant.head(), tenant.state()))
        .header(HttpHeaders.ETAG, EntityTags.of(tenant.head().revision()))
        .build();
  }

  private static <S> TenantView<S> of(Head head, @Nullable S state) {
    return new TenantView<>(
        head.id(),
        head.uid(),
        head.revision(),
        head.acknowledged(),
        head.createdAt(),
        head.changedAt(),
        state);
  }
}
