package io.palimpsest.erasure.model;

import io.palimpsest.event.ScopeType;
import java.util.UUID;

/**
 * A scope that the registry knows.
 *
 * @param type kind
 * @param id public id; blank once the request's details are erased
 * @param uid uid of this admission
 */
public record Scope(ScopeType type, String id, UUID uid) {
  Scope nameless() {
    return new Scope(type, "", uid);
  }
}
