package io.palimpsest.cli.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where a command prints. Data goes to standard output, in the form that was asked for and in no
 * other; whatever is said about it goes to standard error, so that data can be piped.
 */
public final class Output {
  private static final JsonNode DONE = JsonNodeFactory.instance.objectNode().put("done", true);

  private final CommandSpec command;
  private final OutputFormat format;

  private Output(CommandSpec command, OutputFormat format) {
    this.command = command;
    this.format = format;
  }

  /** The output of a command: {@code --output}, else what the profile says, else a table. */
  public static Output of(CommandSpec command) {
    OutputFormat format =
        Optional.ofNullable(command.root().findOption(GlobalOptions.OUTPUT))
            .map(OptionSpec::<OutputFormat>getValue)
            .or(() -> Profile.of(command).output())
            .orElse(OutputFormat.TABLE);
    return new Output(command, format);
  }

  /** The form that was asked for. */
  public OutputFormat format() {
    return format;
  }

  /**
   * Prints one thing, or a list of things; of an answer without a body, that it is done.
   *
   * @param columns of the table of a list, as paths of names such as {@code scope.type}; none:
   *     those that the first has
   */
  public void show(JsonNode answer, String... columns) {
    JsonNode data = answer.isMissingNode() ? DONE : answer;
    if (data.isArray()) {
      try (Rows rows = rows(columns)) {
        data.forEach(rows::add);
        rows.end();
      }
      return;
    }
    switch (format) {
      case TABLE -> print(Table.of(data));
      case JSON -> print(data.toPrettyString());
      case NDJSON -> print(data.toString());
    }
  }

  /** Prints things as they come in; end it after the last one. */
  public Rows rows(String... columns) {
    return switch (format) {
      case TABLE -> new Rows.OfTable(command.commandLine().getOut(), List.of(columns));
      case JSON -> new Rows.OfArray(command.commandLine().getOut());
      case NDJSON -> new Rows.OfLines(command.commandLine().getOut());
    };
  }

  /** Rows for a command that prints its own lines to people, and leaves the data to the rows. */
  public Rows lines() {
    return format == OutputFormat.TABLE ? new Rows.OfLines(command.commandLine().getOut()) : rows();
  }

  /**
   * Prints a fact: the sentence to people, the data to programs.
   *
   * @param sentence without a full stop
   */
  public void fact(String sentence, JsonNode data) {
    if (format == OutputFormat.TABLE) {
      print(sentence);
    } else {
      show(data);
    }
  }

  /** Says something that is no data. */
  public void say(String words) {
    command.commandLine().getErr().println(words);
  }

  private void print(String text) {
    command.commandLine().getOut().println(Objects.requireNonNull(text));
  }
}
