package io.palimpsest.reembed.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * One spelling for texts that read the same: Unicode NFC, line feeds as line ends, no byte order
 * mark, no NUL. So an editor's or a platform's habit never makes a text new.
 */
final class NormalText {
  private static final Pattern LINE_END = Pattern.compile("\r\n?|[\u0085\u2028\u2029]");
  private static final Pattern NO_TEXT = Pattern.compile("[\u0000\uFEFF]");

  private NormalText() {}

  static String of(String text) {
    String plain = NO_TEXT.matcher(text).replaceAll("");
    return Normalizer.normalize(LINE_END.matcher(plain).replaceAll("\n"), Normalizer.Form.NFC);
  }
}
