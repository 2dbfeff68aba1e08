package io.palimpsest.local.stack;

import java.util.List;
import java.util.Locale;

/** The parts that a stack can be made of, in the order in which they may depend on each other. */
public enum Part {
  /** Apache Kafka, one KRaft node. */
  BROKER(Tier.STORE),
  /** Apicurio Registry. */
  REGISTRY(Tier.STORE),
  /** MongoDB wire server. */
  DOCUMENTS(Tier.STORE),
  /** Pinecone-compatible vector server. */
  VECTORS(Tier.STORE),
  /** The one address in front of the services. */
  GATEWAY(Tier.SERVICE),
  INGEST(Tier.SERVICE),
  REEMBED(Tier.SERVICE),
  ERASURE(Tier.SERVICE);

  /** What must be ready before what: services are started when all stores are. */
  enum Tier {
    STORE,
    SERVICE
  }

  private final Tier tier;

  Part(Tier tier) {
    this.tier = tier;
  }

  Tier tier() {
    return tier;
  }

  /** Our own services. */
  static List<Part> services() {
    return List.of(INGEST, REEMBED, ERASURE);
  }

  /** Name in messages, commands and file names: {@code broker}, {@code ingest} and so on. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
