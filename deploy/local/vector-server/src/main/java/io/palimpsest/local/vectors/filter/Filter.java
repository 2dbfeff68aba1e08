package io.palimpsest.local.vectors.filter;

import java.util.List;

/** A parsed metadata filter. */
sealed interface Filter {
  /** The field, or one entry of its list, equals one of the values. */
  record AnyOf(String field, List<Scalar> values) implements Filter {
    public AnyOf {
      values = List.copyOf(values);
    }
  }

  /** The field is a number within the bounds; an absent bound is an infinity. */
  record Range(String field, double low, boolean lowInclusive, double high, boolean highInclusive)
      implements Filter {}

  record Exists(String field) implements Filter {}

  /** Holds where the inner one does not, records without the field included. */
  record Not(Filter inner) implements Filter {}

  record And(List<Filter> all) implements Filter {
    public And {
      all = List.copyOf(all);
    }
  }

  record Or(List<Filter> any) implements Filter {
    public Or {
      any = List.copyOf(any);
    }
  }
}
