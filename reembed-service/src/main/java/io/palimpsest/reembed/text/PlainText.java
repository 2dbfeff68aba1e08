package io.palimpsest.reembed.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes to characters, strictly: a byte that is no text is refused, not replaced. */
final class PlainText {
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset=\"?([^\";\\s]+)\"?", Pattern.CASE_INSENSITIVE);

  private PlainText() {}

  static String decode(byte[] content, String mediaType) {
    try {
      return charset(mediaType)
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(content))
          .toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableDocumentException("text.malformed_characters", e);
    }
  }

  /** The charset that the media type names, UTF-8 when it names none. */
  static Charset charset(String mediaType) {
    Matcher named = CHARSET.matcher(mediaType);
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new UnreadableDocumentException("text.unsupported_charset", e);
    }
  }
}
