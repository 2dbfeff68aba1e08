package io.palimpsest.local.vectors.contract;

import io.pinecone.clients.Index;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import java.util.Map;

/**
 * Whom the contract is checked against: the server under test, or the hosted service when {@code
 * PINECONE_CONTRACT_HOST} names an index's host and {@code PINECONE_CONTRACT_KEY} holds a key. The
 * index must have 8 dimensions and the metric cosine.
 */
record ContractTarget(String host, String key, boolean tls) {
  static final int DIMENSION = 8;

  static ContractTarget orLocal(int port) {
    Map<String, String> environment = System.getenv();
    String hosted = environment.get("PINECONE_CONTRACT_HOST");
    return hosted == null
        ? new ContractTarget("localhost:" + port, "any", false)
        : new ContractTarget(hosted, environment.getOrDefault("PINECONE_CONTRACT_KEY", ""), true);
  }

  Index index(String name) {
    PineconeConfig config = new PineconeConfig(key);
    config.setHost(host);
    config.setTLSEnabled(tls);
    return new Index(config, new PineconeConnection(config), name);
  }
}
