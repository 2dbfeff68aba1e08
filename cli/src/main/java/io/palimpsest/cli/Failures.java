package io.palimpsest.cli;

import com.mongodb.MongoException;
import io.palimpsest.cli.frame.CommandException;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.tenancy.InvalidIdException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** What an exception that no command expected comes to, in a line. */
final class Failures {
  private static final String DEFECT =
      "this is a defect (%s); PALIMPSEST_TRACE=1 shows where, please report it";

  private Failures() {}

  /** Looks at the exception and at what caused it, the outermost first. */
  static CommandException of(Throwable exception) {
    for (Throwable one = exception; one != null; one = cause(one)) {
      CommandException known = known(one);
      if (known != null) {
        return known;
      }
    }
    return new CommandException(
        ExitCode.FAILED, DEFECT.formatted(exception.getClass().getSimpleName()));
  }

  private static @Nullable Throwable cause(Throwable one) {
    return one.getCause() == one ? null : one.getCause();
  }

  private static @Nullable CommandException known(Throwable one) {
    return switch (one) {
      case CommandException said -> said;
      case InvalidIdException id -> new UsageException(line(id));
      case NoSuchFileException file -> notRun(file.getFile() + ": there is no such file");
      case AccessDeniedException file -> notRun(file.getFile() + ": you may not read or write it");
      case FileSystemException file -> notRun(line(file));
      case ConnectException down -> new UnreachableException("no connection: " + line(down));
      case KafkaException down ->
          new UnreachableException("the brokers or the registry do not answer: " + line(down));
      case MongoException down -> new UnreachableException("the database does not answer");
      case SQLException down -> new UnreachableException("the database refused: " + line(down));
      case IOException unreadable -> notRun(line(unreadable));
      case InterruptedException stopped ->
          new CommandException(ExitCode.INTERRUPTED, "interrupted; run it again to go on");
      default -> null;
    };
  }

  private static CommandException notRun(String message) {
    return new CommandException(ExitCode.NOT_RUN, message);
  }

  private static String line(Throwable one) {
    String message = String.valueOf(one.getMessage()).replaceAll("\\s*\\R\\s*", " ").strip();
    return message.equals("null") ? one.getClass().getSimpleName() : message;
  }
}
