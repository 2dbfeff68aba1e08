package io.palimpsest.access.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.palimpsest.access.Problem;
import io.palimpsest.tenancy.InvalidIdException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is wrong with a JSON body: its field and line, never its text. */
public final class JsonProblems {
  private JsonProblems() {}

  /** The problem of a body, or of one line of several, that cannot be read. */
  public static Problem of(JsonProcessingException malformed) {
    if (malformed.getCause() instanceof InvalidIdException invalid) {
      return OwnExceptions.invalidId(invalid);
    }
    Optional<JsonParseException> twice = duplicate(malformed);
    if (twice.isPresent()) {
      return Problem.of(
          400,
          "json.duplicate",
          "a field stands twice" + at(malformed),
          place(twice.get()),
          "stands once");
    }
    if (malformed instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String field = field(mapping);
      return Problem.of(
          400, "json.field", field + " cannot be read" + at(malformed), field, rule(mapping));
    }
    return Problem.of(
        400, "json.malformed", "the body is not the JSON that is expected" + at(malformed));
  }

  /** The parser's own message is all that tells such a key from other faults. */
  private static Optional<JsonParseException> duplicate(JsonProcessingException malformed) {
    return Stream.<Throwable>iterate(malformed, Objects::nonNull, Throwable::getCause)
        .filter(JsonParseException.class::isInstance)
        .map(JsonParseException.class::cast)
        .filter(fault -> fault.getOriginalMessage().startsWith("Duplicate field"))
        .findFirst();
  }

  /** Where the key stands; a name that no field of ours could have is not repeated. */
  private static String place(JsonParseException fault) {
    JsonParser parser = fault.getProcessor();
    String path =
        parser == null
            ? ""
            : parser.getParsingContext().pathAsPointer().toString().replace('/', '.');
    return path.matches("(\\.[a-z0-9_]{1,40}){1,8}") ? path.substring(1) : "body";
  }

  private static String field(JsonMappingException mapping) {
    return mapping.getPath().stream()
        .map(
            reference ->
                reference.getFieldName() == null
                    ? "[" + reference.getIndex() + "]"
                    : reference.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  private static String rule(JsonMappingException mapping) {
    return switch (mapping) {
      case UnrecognizedPropertyException unknown -> "there is no such field";
      case InvalidFormatException format -> "must be " + name(format);
      case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
          "must be " + name(mismatch);
      default -> constructorRule(mapping);
    };
  }

  /** Records validate in their constructors and say the rule in their message. */
  private static String constructorRule(JsonMappingException mapping) {
    return mapping.getCause() instanceof IllegalArgumentException refused
            && refused.getMessage() != null
        ? refused.getMessage()
        : "cannot be read";
  }

  private static String name(MismatchedInputException mismatch) {
    Class<?> type = mismatch.getTargetType();
    if (type.isEnum()) {
      return "one of " + java.util.Arrays.toString(type.getEnumConstants());
    }
    return type.isArray() || Iterable.class.isAssignableFrom(type)
        ? "a list"
        : "a value of type " + type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  private static String at(JsonProcessingException malformed) {
    JsonLocation location = malformed.getLocation();
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
