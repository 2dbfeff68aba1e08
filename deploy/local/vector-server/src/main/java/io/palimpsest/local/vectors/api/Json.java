package io.palimpsest.local.vectors.api;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.palimpsest.local.vectors.call.Refusal;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Messages as JSON, in one of the API's two spellings. Both are understood when read. */
enum Json {
  CAMEL(JsonFormat.printer()),
  SNAKE(JsonFormat.printer().preservingProtoFieldNames());

  private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

  private final JsonFormat.Printer printer;

  Json(JsonFormat.Printer printer) {
    this.printer = printer.omittingInsignificantWhitespace().alwaysPrintFieldsWithNoPresence();
  }

  String write(Message message) {
    try {
      return printer.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message of ours does not print", e);
    }
  }

  /** The request's body as a message of this type; no body is an empty message. */
  static Message read(RoutingContext context, Message type) {
    return read(context.body().asString(), type);
  }

  /** A text as a message of this type. */
  static Message read(@Nullable String body, Message type) {
    Message.Builder message = type.newBuilderForType();
    if (body == null || body.isBlank()) {
      return message.build();
    }
    try {
      PARSER.merge(body, message);
      return message.build();
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      // The parser reports some malformed input by other exceptions than its own.
      throw Refusal.invalid("Request body is not valid: " + e.getMessage());
    }
  }
}
