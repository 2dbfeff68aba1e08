package io.palimpsest.reembed.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.InvalidVectorException;
import io.palimpsest.vectorstore.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a filter in the store's own language, and refuses what the store would refuse, what is
 * deeper or larger than a filter needs to be, and fields that say whose a vector is: those come
 * from the token alone. Documented in docs/api/search.md.
 */
final class FilterGrammar {
  static final int MAX_DEPTH = 6;
  static final int MAX_CONDITIONS = 64;
  static final int MAX_FIELD = 128;

  /** Tenants are told apart by the token; a filter on these could only probe or confuse. */
  private static final Set<String> TENANT_FIELDS =
      Set.of(Ownership.CREATOR_ID, Ownership.TWIN_ID, Ownership.ORGANIZATION_ID);

  private int conditions;

  private FilterGrammar() {}

  static Filter read(JsonNode filter) {
    return new FilterGrammar().object(filter, "filter", 1);
  }

  private Filter object(JsonNode node, String path, int depth) {
    if (depth > MAX_DEPTH) {
      throw Refusals.filter(path, "at most " + MAX_DEPTH + " levels deep");
    }
    if (!node.isObject() || node.isEmpty()) {
      throw Refusals.filter(path, "is an object with at least one condition");
    }
    List<Filter> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      all.add(entry(entry.getKey(), entry.getValue(), path, depth));
    }
    return all.size() == 1 ? all.getFirst() : new Filter.And(all);
  }

  private Filter entry(String key, JsonNode value, String path, int depth) {
    return switch (key) {
      case "$and" -> new Filter.And(branches(value, path + ".$and", depth));
      case "$or" -> new Filter.Or(branches(value, path + ".$or", depth));
      default -> field(key, value, path);
    };
  }

  private List<Filter> branches(JsonNode node, String path, int depth) {
    if (!node.isArray() || node.isEmpty()) {
      throw Refusals.filter(path, "is a list with at least one condition");
    }
    List<Filter> branches = new ArrayList<>();
    for (int at = 0; at < node.size(); at++) {
      branches.add(object(node.get(at), path + "[" + at + "]", depth + 1));
    }
    return branches;
  }

  private Filter field(String field, JsonNode value, String path) {
    String place = path + "." + checked(field, path);
    if (!value.isObject()) {
      count(path);
      return condition(field, "$eq", value, place);
    }
    if (value.isEmpty()) {
      throw Refusals.filter(place, "holds at least one operator");
    }
    List<Filter> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : value.properties()) {
      count(path);
      all.add(condition(field, operator.getKey(), operator.getValue(), place));
    }
    return all.size() == 1 ? all.getFirst() : new Filter.And(all);
  }

  private static Filter condition(String field, String operator, JsonNode operand, String place) {
    try {
      return switch (operator) {
        case "$eq", "$ne", "$gt", "$gte", "$lt", "$lte" ->
            new Filter.Compare(
                field, Operators.comparison(operator), Operands.plain(operand, place));
        case "$in", "$nin" ->
            new Filter.Within(field, Operators.membership(operator), Operands.list(operand, place));
        case "$exists" -> new Filter.Exists(field, Operands.flag(operand, place));
        default ->
            throw Refusals.filter(
                place, "operators are $eq $ne $gt $gte $lt $lte $in $nin $exists $and $or");
      };
    } catch (InvalidVectorException invalid) {
      throw Refusals.filter(place + "." + operator, invalid.rule());
    }
  }

  private static String checked(String field, String path) {
    if (field.isBlank() || field.length() > MAX_FIELD || field.startsWith("$")) {
      throw Refusals.filter(
          path, "fields have 1 to " + MAX_FIELD + " characters and do not start with '$'");
    }
    if (TENANT_FIELDS.contains(field) || Ownership.UID_KEYS.contains(field)) {
      throw Refusals.filter(path + "." + field, "the tenant comes from the token, not the filter");
    }
    return field;
  }

  private void count(String path) {
    conditions++;
    if (conditions > MAX_CONDITIONS) {
      throw Refusals.filter(path, "at most " + MAX_CONDITIONS + " conditions");
    }
  }
}
