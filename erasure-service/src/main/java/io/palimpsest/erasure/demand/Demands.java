package io.palimpsest.erasure.demand;

import java.util.UUID;

/**
 * Keeps copies of requests and holds outside the database. Every method has the acknowledgement of
 * the topic when it returns, and throws when that is unknown; repeating it does no harm.
 */
public interface Demands {
  /**
   * Keeps the request as it is stored now; a plan that nobody asked to carry out is not kept. Once
   * its names are gone, the key of every copy that had them is destroyed.
   */
  void keep(UUID request);

  /** Keeps a hold that lasts; one that was released is forgotten but for its id. */
  void keep(Hold hold);
}
