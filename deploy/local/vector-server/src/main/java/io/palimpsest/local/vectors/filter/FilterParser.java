package io.palimpsest.local.vectors.filter;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.palimpsest.local.vectors.call.Refusal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the filter language: {@code $eq $ne $gt $gte $lt $lte $in $nin $exists $and $or}. */
final class FilterParser {
  private static final int MOST_VALUES = 10_000;

  private FilterParser() {}

  /** The filter that the struct stands for; fields side by side must all hold. */
  static Filter parse(Struct filter) {
    return and(filter.getFieldsMap().entrySet().stream().map(FilterParser::clause));
  }

  private static Filter clause(Map.Entry<String, Value> entry) {
    return switch (entry.getKey()) {
      case "$and" -> new Filter.And(branches(entry));
      case "$or" -> new Filter.Or(branches(entry));
      default -> field(entry.getKey(), entry.getValue());
    };
  }

  private static List<Filter> branches(Map.Entry<String, Value> entry) {
    Value value = entry.getValue();
    if (!value.hasListValue() || value.getListValue().getValuesCount() == 0) {
      throw Refusal.invalid(entry.getKey() + " must be a non-empty list of filters");
    }
    return value.getListValue().getValuesList().stream()
        .map(branch -> parse(object(entry.getKey(), branch)))
        .toList();
  }

  private static Struct object(String operator, Value value) {
    if (!value.hasStructValue()) {
      throw Refusal.invalid(operator + " must be a list of filters");
    }
    return value.getStructValue();
  }

  private static Filter field(String field, Value condition) {
    if (field.startsWith("$")) {
      throw Refusal.invalid("unknown operator " + field);
    }
    if (!condition.hasStructValue()) {
      return new Filter.AnyOf(field, List.of(scalar(field, condition)));
    }
    Map<String, Value> operators = condition.getStructValue().getFieldsMap();
    if (operators.isEmpty()) {
      throw illegal(field, "{}");
    }
    return and(operators.entrySet().stream().map(op -> operator(field, op)));
  }

  private static Filter operator(String field, Map.Entry<String, Value> entry) {
    Value operand = entry.getValue();
    return switch (entry.getKey()) {
      case "$eq" -> new Filter.AnyOf(field, List.of(scalar(field, operand)));
      case "$ne" -> new Filter.Not(new Filter.AnyOf(field, List.of(scalar(field, operand))));
      case "$in" -> new Filter.AnyOf(field, scalars(field, operand));
      case "$nin" -> new Filter.Not(new Filter.AnyOf(field, scalars(field, operand)));
      case "$gt" -> above(field, number(field, operand), false);
      case "$gte" -> above(field, number(field, operand), true);
      case "$lt" -> below(field, number(field, operand), false);
      case "$lte" -> below(field, number(field, operand), true);
      case "$exists" -> exists(field, operand);
      default -> throw illegal(field, entry.getKey());
    };
  }

  private static Filter above(String field, double low, boolean inclusive) {
    return new Filter.Range(field, low, inclusive, Double.POSITIVE_INFINITY, true);
  }

  private static Filter below(String field, double high, boolean inclusive) {
    return new Filter.Range(field, Double.NEGATIVE_INFINITY, true, high, inclusive);
  }

  private static Filter exists(String field, Value operand) {
    if (!operand.hasBoolValue()) {
      throw illegal(field, "$exists with a value that is not a boolean");
    }
    Filter exists = new Filter.Exists(field);
    return operand.getBoolValue() ? exists : new Filter.Not(exists);
  }

  private static double number(String field, Value operand) {
    if (!operand.hasNumberValue() || !Double.isFinite(operand.getNumberValue())) {
      throw illegal(field, "a comparison with a value that is not a number");
    }
    return operand.getNumberValue() == 0.0 ? 0.0 : operand.getNumberValue();
  }

  private static List<Scalar> scalars(String field, Value operand) {
    if (!operand.hasListValue()) {
      throw illegal(field, "$in or $nin without a list");
    }
    List<Value> values = operand.getListValue().getValuesList();
    if (values.size() > MOST_VALUES) {
      throw Refusal.invalid("$in and $nin take at most " + MOST_VALUES + " values");
    }
    return values.stream().map(value -> scalar(field, value)).toList();
  }

  private static Scalar scalar(String field, Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> new Scalar.Text(value.getStringValue());
      case NUMBER_VALUE -> new Scalar.Number(number(field, value));
      case BOOL_VALUE -> new Scalar.Flag(value.getBoolValue());
      case NULL_VALUE, STRUCT_VALUE, LIST_VALUE, KIND_NOT_SET ->
          throw illegal(field, "a value that is neither string, number nor boolean");
    };
  }

  private static Filter and(Stream<Filter> clauses) {
    List<Filter> all = clauses.toList();
    return all.size() == 1 ? all.getFirst() : new Filter.And(all);
  }

  private static Refusal illegal(String field, String got) {
    return Refusal.invalid("illegal condition for field %s, got %s".formatted(field, got));
  }
}
