package io.palimpsest.access;

import io.palimpsest.audit.ActKey;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.event.AccessAction;
import io.palimpsest.tenancy.Principal;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Hands out and destroys the keys of acts that are no erasure requests: each has an entry of its
 * own in the audit log, whose digests are under a key of its own. Thread-safe.
 */
public final class ActDisclosure {
  /** Whose it is: an act is about nobody in particular. */
  private static final String NOBODY = "none";

  private final String service;
  private final List<Keys> keys;
  private final CurrentPrincipal caller;
  private final AccessLog log;

  /**
   * @param service whose acts these are, without the suffix
   * @param keys where their keys are kept
   */
  public ActDisclosure(String service, List<Keys> keys, CurrentPrincipal caller, AccessLog log) {
    this.service = service;
    this.keys = List.copyOf(keys);
    this.caller = caller;
    this.log = log;
  }

  /** Where keys of acts are kept. */
  @FunctionalInterface
  public interface Keys {
    /** The key of the act that is the source of an entry, as in the log; empty: no such act. */
    Optional<ActKey> of(String source);
  }

  /**
   * What proves whom or what an entry is about, to one who knows what to compare.
   *
   * @param source the act as in the log
   * @param key of its digests, in hexadecimal
   */
  public record Disclosed(String source, String key) {
    @Override
    public String toString() {
      return "Disclosed[" + source + "]";
    }
  }

  /**
   * The key of an act. That it was shown is in the access log before the answer.
   *
   * @param act its name in the log, behind the service's
   * @throws ProblemException 404 when there is no such act, or the caller is bound to tenants; 410
   *     when its key was destroyed
   */
  public Disclosed disclose(String act) {
    Principal by = unbound();
    RequestKey key =
        find(act)
            .key()
            .orElseThrow(
                () ->
                    new ProblemException(
                        410, "disclosure.key_destroyed", "The key of this act was destroyed."));
    record(by);
    return new Disclosed(source(act), HexFormat.of().formatHex(key.bytes()));
  }

  /**
   * Destroys the key of an act for good: whom or what it was about can be proven to nobody any
   * more, while the log stays as it is. The same again changes nothing. It is in the access log.
   *
   * @param act its name in the log, behind the service's
   * @throws ProblemException 404 when there is no such act, or the caller is bound to tenants
   */
  public void destroy(String act) {
    Principal by = unbound();
    find(act).destruction().run();
    record(by);
  }

  private Principal unbound() {
    Principal by = caller.get();
    if (by.creator().isPresent() || !by.organizations().isEmpty()) {
      throw ProblemException.unknownTenant();
    }
    return by;
  }

  private ActKey find(String act) {
    return keys.stream()
        .flatMap(kept -> kept.of(source(act)).stream())
        .findFirst()
        .orElseThrow(() -> new ProblemException(404, "act.not_found", "There is no such act."));
  }

  private String source(String act) {
    return "/%s/%s".formatted(service, act);
  }

  private void record(Principal by) {
    log.record(Access.allowed(by, AccessAction.ADMIN, NOBODY, 1, Duration.ZERO));
  }
}
