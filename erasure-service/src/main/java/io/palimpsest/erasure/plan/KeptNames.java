package io.palimpsest.erasure.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.palimpsest.erasure.demand.Keys;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.sealing.DataKey;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Names that are looked for after the end, sealed under a key of the request, which is destroyed
 * with the last look. The keys are this service's own: no restore of another service's database
 * takes one of them away.
 */
public final class KeptNames {
  private static final String CONTEXT = "inventory ";
  private static final String KEYS = "inventory:";

  private final JsonMapper mapper = new JsonMapper();
  private final Keys keys;

  /** With the keys that seal them. */
  public KeptNames(Keys keys) {
    this.keys = keys;
  }

  /**
   * The names of a plan.
   *
   * @param path the scope with its parents
   * @param children tenant scopes under it
   * @param namespaces of the scope alone
   * @param shared of others, too
   */
  public record Names(
      List<Scope> path, List<Scope> children, List<String> namespaces, List<String> shared) {
    /** Copies the lists. */
    public Names {
      path = List.copyOf(path);
      children = List.copyOf(children);
      namespaces = List.copyOf(namespaces);
      shared = List.copyOf(shared);
    }
  }

  /**
   * Seals the names of a request's plan.
   *
   * @throws RuntimeException when the key cannot be had now; try again
   */
  public String sealed(ErasureRequest request) {
    Plan plan = request.planned();
    Names names =
        new Names(plan.path(), plan.children(), plan.namespaces(), plan.sharedNamespaces());
    try {
      byte[] sealed =
          keys.make(keyName(request)).seal(mapper.writeValueAsBytes(names), context(request));
      return Base64.getEncoder().encodeToString(sealed);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("names have a JSON form", impossible);
    }
  }

  /**
   * The names as they were sealed; empty when none are kept, or when their key is gone.
   *
   * @throws RuntimeException when the key cannot be had now; try again
   */
  public Optional<Names> opened(ErasureRequest request) {
    String kept = request.planned().kept();
    return kept == null
        ? Optional.empty()
        : keys.find(keyName(request)).map(key -> opened(key, kept, request));
  }

  /** Destroys the key: no copy of the names can be read from then on. */
  public void forget(ErasureRequest request) {
    keys.destroy(keyName(request));
  }

  private Names opened(DataKey key, String kept, ErasureRequest request) {
    try {
      return mapper.readValue(
          key.open(Base64.getDecoder().decode(kept), context(request)), Names.class);
    } catch (IOException broken) {
      throw new IllegalStateException("what was kept of " + request.ref() + " is broken", broken);
    }
  }

  private static String keyName(ErasureRequest request) {
    return KEYS + request.ref();
  }

  private static String context(ErasureRequest request) {
    return CONTEXT + request.ref();
  }
}
