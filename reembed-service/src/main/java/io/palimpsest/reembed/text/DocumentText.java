package io.palimpsest.reembed.text;

import java.util.Locale;

/**
 * The normalised text of a document. Plain text, Markdown and reStructuredText are read as they are
 * written: their marks are made for readers. HTML, PDF and DOCX go through a parser. Thread-safe.
 */
public final class DocumentText {
  private final ParsingLimits limits;
  private final MarkupParser parser;

  /**
   * @param limits bounds of every document
   */
  public DocumentText(ParsingLimits limits) {
    this.limits = limits;
    this.parser = new MarkupParser(limits);
  }

  /**
   * Reads a document; decided by its declared media type alone, never by guessing.
   *
   * @throws UnreadableDocumentException when it is too large, malformed or of another type
   */
  public String of(byte[] content, String mediaType) {
    if (content.length > limits.bytes()) {
      throw new UnreadableDocumentException("text.too_large");
    }
    String text =
        switch (essence(mediaType)) {
          case "text/plain",
              "text/markdown",
              "text/x-markdown",
              "text/x-web-markdown",
              "text/x-rst",
              "text/prs.fallenstein.rst" ->
              PlainText.decode(content, mediaType);
          case "text/html", "application/xhtml+xml" -> parser.html(content, mediaType);
          case "application/pdf" -> parser.pdf(content);
          case "application/vnd.openxmlformats-officedocument.wordprocessingml.document" ->
              parser.docx(content);
          default -> throw new UnreadableDocumentException("text.unsupported_media_type");
        };
    return bounded(NormalText.of(text));
  }

  private String bounded(String text) {
    if (text.length() > limits.characters()) {
      throw new UnreadableDocumentException("text.too_long");
    }
    return text;
  }

  private static String essence(String mediaType) {
    int parameters = mediaType.indexOf(';');
    String type = parameters < 0 ? mediaType : mediaType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
