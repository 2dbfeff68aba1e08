package io.palimpsest.erasure.door;

import io.palimpsest.tenancy.Principal;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Ids of requests that follow from a list, its caller and what a line names. Keyed: ids of requests
 * are shown to many, and nobody may guess a scope from one.
 */
@ApplicationScoped
class ListIds {
  private static final int ID_BYTES = 16;

  private final Digests digests;

  ListIds(Digests digests) {
    this.digests = digests;
  }

  /** Of a line that names a scope. */
  UUID of(Principal principal, String list, Target target) {
    List<String> named = new ArrayList<>(List.of(target.type().name()));
    named.addAll(target.ids());
    return id(principal, list, named);
  }

  /** Of the request of that number, from 0, for whom a line names by a hash. */
  UUID of(Principal principal, String list, String platform, String hash, int number) {
    return id(principal, list, List.of("hashed", platform, hash, Integer.toString(number)));
  }

  private UUID id(Principal principal, String list, List<String> named) {
    String who = String.join("\n", "list", principal.keyId(), list);
    String digest = digests.lasting(who + "\n" + String.join("\n", named));
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(digest), 0, ID_BYTES);
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
