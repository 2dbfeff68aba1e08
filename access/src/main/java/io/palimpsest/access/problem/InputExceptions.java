package io.palimpsest.access.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.palimpsest.access.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Bodies and parameters that cannot be read or break a constraint. */
final class InputExceptions {
  private static final String FORM_PARSER = "org.jboss.resteasy.reactive.server.core.multipart.";

  @ServerExceptionMapper
  RestResponse<Problem> map(JsonProcessingException malformed) {
    return Answers.of(JsonProblems.of(malformed));
  }

  /** A form that ends before its last part does; bodies are complete before they are parsed. */
  @ServerExceptionMapper
  RestResponse<Problem> map(IOException fault) {
    return Answers.of(
        isOfTheFormParser(fault)
            ? Problem.of(400, "form.malformed", "the body is not the form that it says it is")
            : Unexpected.report(fault));
  }

  /** A form with an escape that is none, which the parser leaves to who decodes it. */
  @ServerExceptionMapper
  RestResponse<Problem> map(IllegalArgumentException fault) {
    return Answers.of(
        Arrays.stream(fault.getStackTrace()).anyMatch(InputExceptions::isOfTheFormParser)
            ? Problem.of(400, "form.malformed", "the body is not the form that it says it is")
            : Unexpected.report(fault));
  }

  /** It throws what it also throws when the disk fails, which comes from further inside. */
  private static boolean isOfTheFormParser(IOException fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return trace.length > 0 && isOfTheFormParser(trace[0]);
  }

  private static boolean isOfTheFormParser(StackTraceElement frame) {
    return frame.getClassName().startsWith(FORM_PARSER);
  }

  /** The framework has a mapper of its own for these, which says nothing; this one is nearer. */
  @ServerExceptionMapper
  RestResponse<Problem> map(MismatchedInputException mismatched) {
    return Answers.of(JsonProblems.of(mismatched));
  }

  @ServerExceptionMapper
  RestResponse<Problem> map(ConstraintViolationException violated) {
    if (violated.getConstraintViolations().stream().anyMatch(InputExceptions::isOurs)) {
      return Answers.of(Unexpected.report(violated));
    }
    List<Problem.Violation> errors =
        violated.getConstraintViolations().stream()
            .map(InputExceptions::violation)
            .sorted(
                Comparator.comparing(Problem.Violation::field)
                    .thenComparing(Problem.Violation::rule))
            .toList();
    return Answers.of(
        Problem.of(400, "input.invalid", errors.size() + " field(s) break a rule", errors));
  }

  /** A result that breaks a constraint is the service's own fault. */
  private static boolean isOurs(ConstraintViolation<?> violation) {
    return nodes(violation).stream().anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
  }

  private static Problem.Violation violation(ConstraintViolation<?> violation) {
    StringBuilder field = new StringBuilder();
    for (Path.Node node : nodes(violation)) {
      boolean named = node.getKind() == ElementKind.PROPERTY || isSingleParameter(violation, node);
      if (named && node.getName() != null) {
        field.append(field.isEmpty() ? "" : ".").append(node.getName());
      }
    }
    return new Problem.Violation(field.toString(), violation.getMessage());
  }

  /** The body's own parameter name says nothing to a caller; a query parameter's does. */
  private static boolean isSingleParameter(ConstraintViolation<?> violation, Path.Node node) {
    return node.getKind() == ElementKind.PARAMETER
        && nodes(violation).stream().noneMatch(other -> other.getKind() == ElementKind.PROPERTY);
  }

  private static List<Path.Node> nodes(ConstraintViolation<?> violation) {
    return StreamSupport.stream(violation.getPropertyPath().spliterator(), false).toList();
  }
}
