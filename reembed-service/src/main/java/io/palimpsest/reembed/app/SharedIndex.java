package io.palimpsest.reembed.app;

import io.palimpsest.vectorstore.NamespacePrefix;
import java.util.List;

/** Whether two targets in one index keep apart: else retiring one would delete the other. */
final class SharedIndex {
  private SharedIndex() {}

  /** What does not fit; empty when hosts or prefixes differ, or there is one target. */
  static List<String> mismatches(VectorsConfig home, NextConfig next) {
    boolean together =
        next.host().filter(host -> bare(host).equals(bare(home.host()))).isPresent()
            && NamespacePrefix.of(next.namespacePrefix())
                .equals(NamespacePrefix.of(home.namespacePrefix()));
    return together
        ? List.of(
            "palimpsest.next.host is palimpsest.vectors.host, so palimpsest.next.namespace-prefix"
                + " and palimpsest.vectors.namespace-prefix have to differ")
        : List.of();
  }

  private static String bare(String host) {
    return host.replaceFirst("^https?://", "").replaceFirst("/+$", "");
  }
}
