package io.palimpsest.vectorstore;

import java.util.List;

/** A condition on metadata: the operators of the store, typed. */
public sealed interface Filter {
  /** How a field is compared with one value. */
  enum Comparison {
    /** Equal. */
    EQ,
    /** Not equal. */
    NE,
    /** Greater than a number. */
    GT,
    /** Greater than or equal to a number. */
    GTE,
    /** Less than a number. */
    LT,
    /** Less than or equal to a number. */
    LTE
  }

  /** Whether a field must be, or must not be, one of some values. */
  enum Membership {
    /** One of them. */
    IN,
    /** None of them. */
    NIN
  }

  /**
   * A field compared with a value.
   *
   * @param field metadata key
   * @param comparison how
   * @param value a string, number or boolean; a number where order is asked
   */
  record Compare(String field, Comparison comparison, MetadataValue value) implements Filter {
    /** Refuses values that the comparison does not take. */
    public Compare {
      boolean ordered = comparison != Comparison.EQ && comparison != Comparison.NE;
      if (value instanceof MetadataValue.TextList
          || (ordered && !(value instanceof MetadataValue.Numeric))) {
        throw new InvalidVectorException(
            field, ordered ? "is compared with a number" : "is compared with one plain value");
      }
    }
  }

  /**
   * A field compared with several values.
   *
   * @param field metadata key
   * @param membership how
   * @param values strings or numbers, at least one
   */
  record Within(String field, Membership membership, List<MetadataValue> values) implements Filter {
    /** Copies the list; refuses an empty one and values of other kinds. */
    public Within {
      values = List.copyOf(values);
      boolean plain =
          values.stream()
              .allMatch(v -> v instanceof MetadataValue.Text || v instanceof MetadataValue.Numeric);
      if (values.isEmpty() || !plain) {
        throw new InvalidVectorException(
            field, "is compared with a list of strings or numbers, not empty");
      }
    }
  }

  /**
   * Whether a field is there.
   *
   * @param field metadata key
   * @param expected true: it is there
   */
  record Exists(String field, boolean expected) implements Filter {}

  /**
   * All of several conditions.
   *
   * @param filters at least one
   */
  record And(List<Filter> filters) implements Filter {
    /** Copies the list. */
    public And {
      filters = notEmpty("$and", filters);
    }
  }

  /**
   * Any of several conditions.
   *
   * @param filters at least one
   */
  record Or(List<Filter> filters) implements Filter {
    /** Copies the list. */
    public Or {
      filters = notEmpty("$or", filters);
    }
  }

  /** The field equals the string. */
  static Filter equal(String field, String value) {
    return new Compare(field, Comparison.EQ, MetadataValue.of(value));
  }

  private static List<Filter> notEmpty(String operator, List<Filter> filters) {
    if (filters.isEmpty()) {
      throw new InvalidVectorException(operator, "takes a list of conditions, not empty");
    }
    return List.copyOf(filters);
  }
}
