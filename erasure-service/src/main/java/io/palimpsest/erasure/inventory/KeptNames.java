package io.palimpsest.erasure.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.sealing.SystemKeys;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names that are looked for after the end, sealed under a key of the request. Its owner destroys
 * the key by itself after the last look.
 */
public final class KeptNames {
  private static final String CONTEXT = "inventory ";

  private final JsonMapper mapper = new JsonMapper();
  private final SystemKeys keys;

  /** With the owner of keys. */
  public KeptNames(SystemKeys keys) {
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
   * @param until when the key goes by itself
   * @return null where nothing is sealed in this installation: then no name is kept
   * @throws RuntimeException when the key cannot be had now; try again
   */
  public @Nullable String sealed(ErasureRequest request, Instant until) {
    Plan plan = request.planned();
    Names names =
        new Names(plan.path(), plan.children(), plan.namespaces(), plan.sharedNamespaces());
    Optional<KeyAnswer.Present> key = keys.named(keyName(request), until);
    return key.map(present -> sealed(present, names, request)).orElse(null);
  }

  /**
   * The names as they were sealed; empty when none are kept.
   *
   * @throws RuntimeException when the key cannot be had now; try again
   */
  public Optional<Names> opened(ErasureRequest request, Instant until) {
    String kept = request.planned().kept();
    return kept == null
        ? Optional.empty()
        : keys.named(keyName(request), until).map(key -> opened(key, kept, request));
  }

  private String sealed(KeyAnswer.Present key, Names names, ErasureRequest request) {
    try {
      byte[] plain = mapper.writeValueAsBytes(names);
      return Base64.getEncoder().encodeToString(key.key().seal(plain, context(request)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("names have a JSON form", impossible);
    }
  }

  private Names opened(KeyAnswer.Present key, String kept, ErasureRequest request) {
    try {
      return mapper.readValue(
          key.key().open(Base64.getDecoder().decode(kept), context(request)), Names.class);
    } catch (IOException broken) {
      throw new IllegalStateException("what was kept of " + request.ref() + " is broken", broken);
    }
  }

  private static String keyName(ErasureRequest request) {
    return "inventory." + request.ref().replace('_', '-');
  }

  private static String context(ErasureRequest request) {
    return CONTEXT + request.ref();
  }
}
