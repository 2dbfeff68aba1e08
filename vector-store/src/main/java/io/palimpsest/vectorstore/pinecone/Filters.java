package io.palimpsest.vectorstore.pinecone;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.palimpsest.vectorstore.Filter;
import java.util.List;
import java.util.Locale;

/** Filters as the store spells them: {@code {"field": {"$op": value}}}. */
final class Filters {
  private Filters() {}

  static Struct of(Filter filter) {
    return switch (filter) {
      case Filter.Compare compare ->
          condition(compare.field(), compare.comparison(), Structs.of(compare.value()));
      case Filter.Within within ->
          condition(
              within.field(),
              within.membership(),
              Structs.list(within.values().stream().map(Structs::of).toList()));
      case Filter.Exists exists ->
          field(
              exists.field(),
              field("$exists", Value.newBuilder().setBoolValue(exists.expected()).build()));
      case Filter.And and -> field("$and", all(and.filters()));
      case Filter.Or or -> field("$or", all(or.filters()));
    };
  }

  private static Value all(List<Filter> filters) {
    return Structs.list(filters.stream().map(Filters::of).map(Filters::value).toList());
  }

  private static Struct condition(String field, Enum<?> operator, Value operand) {
    return field(field, field("$" + operator.name().toLowerCase(Locale.ROOT), operand));
  }

  private static Struct field(String name, Struct inner) {
    return field(name, value(inner));
  }

  private static Struct field(String name, Value value) {
    return Struct.newBuilder().putFields(name, value).build();
  }

  private static Value value(Struct struct) {
    return Value.newBuilder().setStructValue(struct).build();
  }
}
