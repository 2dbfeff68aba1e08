package io.palimpsest.reembed.search;

import io.palimpsest.access.Access;
import io.palimpsest.access.AccessLog;
import io.palimpsest.access.Problem;
import io.palimpsest.event.AccessAction;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.TenantIsolationException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/** Logs each search: who, whose, how many; never what was asked or found. */
@Singleton
class Accesses {
  /** Stands for the tenant of a token that speaks for none. */
  static final String NO_TENANT = "none";

  private final AccessLog log;

  Accesses(AccessLog log) {
    this.log = log;
  }

  /** Runs the search and logs it, refused ones too. */
  SearchAnswer logged(
      Principal principal, AccessAction action, String tenant, Supplier<Searched> search) {
    long begin = System.nanoTime();
    try {
      Searched searched = search.get();
      int count = searched.answer().matches().size();
      log.record(
          Access.allowed(principal, action, tenant, count, since(begin))
              .withLeaked(searched.leaked()));
      return searched.answer();
    } catch (TenantIsolationException refused) {
      String code = Problem.unknownTenant().code();
      log.record(Access.refused(principal, action, tenant, code, since(begin)));
      throw refused;
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
