package io.palimpsest.local.vectors.fault;

import io.palimpsest.local.vectors.call.Operation;
import io.palimpsest.local.vectors.call.Reason;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads a fault from JSON; the module's README describes the form. */
final class FaultReader {
  private static final Set<String> FIELDS =
      Set.of(
          "fault",
          "operations",
          "namespace",
          "skip",
          "every",
          "probability",
          "times",
          "seed",
          "status",
          "retry_after",
          "message",
          "millis",
          "answered");

  private FaultReader() {}

  static Fault read(JsonObject json) {
    Fields fields = new Fields(json);
    fields.checkKnown(FIELDS);
    Aim aim = new Aim(operations(fields.texts("operations")), fields.optionalText("namespace"));
    String id = UUID.randomUUID().toString();
    return new Fault(id, aim, trigger(fields), effect(fields), fields.number("seed", 0));
  }

  private static Set<Operation> operations(List<String> labels) {
    if (labels.isEmpty()) {
      return EnumSet.allOf(Operation.class);
    }
    return labels.stream().map(FaultReader::operation).collect(Collectors.toSet());
  }

  private static Operation operation(String label) {
    return Arrays.stream(Operation.values())
        .filter(operation -> operation.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    "operations",
                    "must be among "
                        + Arrays.stream(Operation.values()).map(Operation::label).toList()));
  }

  private static Trigger trigger(Fields fields) {
    try {
      return new Trigger(
          fields.number("skip", 0),
          fields.number("every", 1),
          fields.decimal("probability", 1),
          fields.number("times", Long.MAX_VALUE));
    } catch (IllegalArgumentException e) {
      throw new Problem("skip, every, times, probability", String.valueOf(e.getMessage()));
    }
  }

  private static Effect effect(Fields fields) {
    try {
      return switch (fields.text("fault")) {
        case "fail" -> fail(fields);
        case "delay" -> new Effect.Delay(fields.millis("millis"));
        case "land_late" ->
            new Effect.LandLate(fields.millis("millis"), fields.flag("answered", true));
        case "lose_answer" -> new Effect.LoseAnswer();
        default -> throw new Problem("fault", "must be fail, delay, land_late or lose_answer");
      };
    } catch (IllegalArgumentException e) {
      throw new Problem("millis", String.valueOf(e.getMessage()));
    }
  }

  private static Effect fail(Fields fields) {
    long status = fields.number("status", 500);
    Reason reason =
        Arrays.stream(Reason.values())
            .filter(r -> r.httpStatus() == status)
            .findFirst()
            .orElseThrow(
                () ->
                    new Problem(
                        "status",
                        "must be among "
                            + Arrays.stream(Reason.values()).map(Reason::httpStatus).toList()));
    String message = fields.optionalText("message");
    return new Effect.Fail(
        reason,
        message == null ? defaultMessage(reason) : message,
        (int) fields.number("retry_after", -1));
  }

  private static String defaultMessage(Reason reason) {
    return switch (reason) {
      case TOO_MANY_REQUESTS -> "Too many requests";
      case FORBIDDEN -> "Request failed. You have reached a limit of your plan";
      case INVALID,
          NOT_FOUND,
          EXISTS,
          TOO_LARGE,
          UNIMPLEMENTED,
          INTERNAL,
          UNAVAILABLE,
          UNAUTHENTICATED ->
          "injected fault";
    };
  }
}
