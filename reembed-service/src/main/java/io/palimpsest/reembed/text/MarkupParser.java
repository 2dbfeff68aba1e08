package io.palimpsest.reembed.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.HttpHeaders;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.SecureContentHandler;
import org.jspecify.annotations.Nullable;

/**
 * Apache Tika, one parser for one format. Nothing embedded in a document is opened; zip bombs,
 * overlong output and parsers that do not end are cut off.
 */
final class MarkupParser {
  private final ParsingLimits limits;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("parser-", 0).factory());

  MarkupParser(ParsingLimits limits) {
    this.limits = limits;
  }

  String html(byte[] content, String mediaType) {
    Metadata metadata = new Metadata();
    metadata.set(
        HttpHeaders.CONTENT_TYPE, "text/html; charset=" + PlainText.charset(mediaType).name());
    return parse(new JSoupParser(), content, metadata);
  }

  String pdf(byte[] content) {
    return parse(new PDFParser(), content, new Metadata());
  }

  String docx(byte[] content) {
    requireWholePackage(content);
    return parse(new OOXMLParser(), content, new Metadata());
  }

  /** The parser would take what is left of a cut package for the whole of it. */
  private static void requireWholePackage(byte[] content) {
    if (FileMagic.valueOf(content) == FileMagic.OLE2) {
      throw new UnreadableDocumentException("text.encrypted");
    }
    try (ZipFile whole = ZipFile.builder().setByteArray(content).get()) {
      if (whole.getEntry("[Content_Types].xml") == null) {
        throw new UnreadableDocumentException("text.malformed");
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableDocumentException("text.malformed", e);
    }
  }

  private String parse(Parser parser, byte[] content, Metadata metadata) {
    Future<String> text = threads.submit(body(parser, content, metadata));
    try {
      return text.get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      text.cancel(true);
      throw new UnreadableDocumentException("text.parser_timeout", e);
    } catch (ExecutionException e) {
      throw new UnreadableDocumentException(reason(e.getCause()), e);
    } catch (InterruptedException e) {
      text.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while parsing", e);
    }
  }

  private static String reason(@Nullable Throwable failure) {
    if (WriteLimitReachedException.isWriteLimitReached(failure)) {
      return "text.too_long";
    }
    return failure instanceof EncryptedDocumentException ? "text.encrypted" : "text.malformed";
  }

  private Callable<String> body(Parser parser, byte[] content, Metadata metadata) {
    return () -> {
      BodyContentHandler body = new BodyContentHandler(limits.characters());
      try (TikaInputStream stream = TikaInputStream.get(new ByteArrayInputStream(content))) {
        parser.parse(stream, new SecureContentHandler(body, stream), metadata, new ParseContext());
      }
      return body.toString();
    };
  }
}
