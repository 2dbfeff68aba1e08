package io.palimpsest.reembed.search;

import io.palimpsest.vectorstore.Filter;
import java.util.Locale;

/** The store's operators by their spelling. */
final class Operators {
  private Operators() {}

  static Filter.Comparison comparison(String operator) {
    return Filter.Comparison.valueOf(name(operator));
  }

  static Filter.Membership membership(String operator) {
    return Filter.Membership.valueOf(name(operator));
  }

  private static String name(String operator) {
    return operator.substring(1).toUpperCase(Locale.ROOT);
  }
}
