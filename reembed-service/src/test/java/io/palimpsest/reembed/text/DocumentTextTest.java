package io.palimpsest.reembed.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of source: what comes out of it, and what does not come in. */
class DocumentTextTest {
  private static final String PDF = "application/pdf";
  private static final String DOCX =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  private static final int MEGABYTE = 1 << 20;
  private final DocumentText texts =
      new DocumentText(new ParsingLimits(2 * MEGABYTE, MEGABYTE, Duration.ofSeconds(20)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/markdown",
        "text/x-rst",
        "text/prs.fallenstein.rst",
        "TEXT/Markdown; charset=utf-8"
      })
  void writtenTextIsReadAsItIsWritten(String mediaType) {
    String written = "# Title\n\nA *word*, ``code`` and\n\n.. note:: ünïcode.\n";
    assertThat(texts.of(written.getBytes(UTF_8), mediaType)).isEqualTo(NormalText.of(written));
  }

  @Test
  void lineEndsAndAccentsAreNormalised() {
    assertThat(texts.of("Cafe\u0301\r\nbar".getBytes(UTF_8), "text/plain"))
        .startsWith("Caf\u00e9\nbar");
  }

  @Test
  void theDeclaredCharsetIsObeyed() {
    assertThat(texts.of("Größe".getBytes(ISO_8859_1), "text/plain; charset=ISO-8859-1"))
        .contains("Größe");
  }

  @Test
  void ofHtmlTheWordsStayAndNotTheMarksOrScripts() {
    String html =
        "<html><head><title>T</title><script>var secret = 1;</script><style>p{}</style></head>"
            + "<body><h1>Tides</h1><p>High &amp; <b>low</b>.</p><!-- hidden --></body></html>";
    assertThat(texts.of(html.getBytes(UTF_8), "text/html"))
        .contains("Tides")
        .contains("High & low.")
        .doesNotContain("<", "secret", "hidden");
  }

  @Test
  void ofPdfEveryPageIsRead() throws IOException {
    assertThat(texts.of(pdf(false, "The first page.", "The second page."), PDF))
        .contains("The first page.")
        .contains("The second page.");
  }

  @Test
  void ofDocxParagraphsAndTablesAreRead() throws IOException {
    assertThat(texts.of(docx("A paragraph of words.", "A cell."), DOCX))
        .contains("A paragraph of words.")
        .contains("A cell.");
  }

  @Test
  void anEncryptedPdfIsParkedForWhatItIs() throws IOException {
    refused("text.encrypted", pdf(true, "Nobody reads this."), PDF);
  }

  @Test
  void anEncryptedDocxIsParkedForWhatItIs() throws Exception {
    refused("text.encrypted", encryptedDocx(), DOCX);
  }

  @ParameterizedTest
  @ValueSource(strings = {PDF, DOCX})
  void aCutDocumentIsMalformed(String mediaType) throws IOException {
    byte[] whole = mediaType.equals(PDF) ? pdf(false, "Page.") : docx("Paragraph.", "Cell.");
    refused("text.malformed", Arrays.copyOf(whole, whole.length / 3), mediaType);
  }

  @ParameterizedTest
  @ValueSource(strings = {PDF, DOCX})
  void whatIsNoDocumentAtAllIsMalformed(String mediaType) {
    refused("text.malformed", "not a document".getBytes(UTF_8), mediaType);
  }

  @Test
  void aZipBombIsCutOffBeforeItFillsTheMemory() throws IOException {
    byte[] bomb = bomb(50 * MEGABYTE);
    assertThat(bomb.length).isLessThan(MEGABYTE);
    assertThatExceptionOfType(UnreadableDocumentException.class)
        .isThrownBy(() -> texts.of(bomb, DOCX))
        .satisfies(
            e ->
                assertThat(e.reason())
                    .isIn("text.malformed", "text.too_long", "text.parser_timeout"));
  }

  @Test
  void moreTextThanAllowedIsTooLong() throws IOException {
    DocumentText narrow = new DocumentText(new ParsingLimits(MEGABYTE, 20, Duration.ofSeconds(20)));
    byte[] overlong = pdf(false, "This page has more than twenty characters of text.");
    assertThatExceptionOfType(UnreadableDocumentException.class)
        .isThrownBy(() -> narrow.of(overlong, PDF))
        .withMessage("text.too_long");
  }

  @Test
  void moreBytesThanAllowedAreNotLookedAt() {
    refused("text.too_large", new byte[2 * MEGABYTE + 1], PDF);
  }

  @Test
  void aParserThatDoesNotEndInTimeIsGivenUp() throws IOException {
    DocumentText hasty =
        new DocumentText(new ParsingLimits(2 * MEGABYTE, MEGABYTE, Duration.ofNanos(1_000_000)));
    byte[] pages = pdf(false, Collections.nCopies(300, "Page.").toArray(String[]::new));
    assertThatExceptionOfType(UnreadableDocumentException.class)
        .isThrownBy(() -> hasty.of(pages, PDF))
        .withMessage("text.parser_timeout");
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain; charset=nonsense,text.unsupported_charset",
    "image/png,text.unsupported_media_type",
    "application/msword,text.unsupported_media_type",
  })
  void whatCannotBeReadSaysWhy(String mediaType, String reason) {
    refused(reason, "x".getBytes(UTF_8), mediaType);
  }

  @Test
  void bytesThatAreNoCharactersAreRefusedAndNotReplaced() {
    refused("text.malformed_characters", new byte[] {'a', (byte) 0xff, 'b'}, "text/plain");
  }

  private void refused(String reason, byte[] content, String mediaType) {
    assertThatExceptionOfType(UnreadableDocumentException.class)
        .isThrownBy(() -> texts.of(content, mediaType))
        .withMessage(reason);
  }

  private static byte[] pdf(boolean encrypted, String... pages) throws IOException {
    try (PDDocument document = new PDDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      for (String text : pages) {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.beginText();
          content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
          content.newLineAtOffset(50, 700);
          content.showText(text);
          content.endText();
        }
      }
      if (encrypted) {
        document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      }
      document.save(out);
      return out.toByteArray();
    }
  }

  private static byte[] docx(String paragraph, String cell) throws IOException {
    try (XWPFDocument document = new XWPFDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      document.createParagraph().createRun().setText(paragraph);
      document.createTable(1, 1).getRow(0).getCell(0).setText(cell);
      document.write(out);
      return out.toByteArray();
    }
  }

  private static byte[] encryptedDocx() throws Exception {
    try (POIFSFileSystem file = new POIFSFileSystem();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      var encryptor = new EncryptionInfo(EncryptionMode.standard).getEncryptor();
      encryptor.confirmPassword("secret");
      try (var stream = encryptor.getDataStream(file)) {
        stream.write(docx("Nobody reads this.", "Nor this."));
      }
      file.writeFilesystem(out);
      return out.toByteArray();
    }
  }

  /** A document whose text is a few hundred bytes when packed, and does not end when unpacked. */
  private static byte[] bomb(int size) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      try (var sample = new ZipInputStream(new ByteArrayInputStream(docx("PLACE", "cell")))) {
        for (ZipEntry entry = sample.getNextEntry(); entry != null; entry = sample.getNextEntry()) {
          byte[] content = sample.readAllBytes();
          zip.putNextEntry(new ZipEntry(entry.getName()));
          String text = new String(content, UTF_8);
          int at = text.indexOf("PLACE");
          if (at < 0) {
            zip.write(content);
          } else {
            zip.write(text.substring(0, at).getBytes(UTF_8));
            byte[] filler = "boom ".repeat(20_000).getBytes(UTF_8);
            for (int written = 0; written < size; written += filler.length) {
              zip.write(filler);
            }
            zip.write(text.substring(at).getBytes(UTF_8));
          }
          zip.closeEntry();
        }
      }
    }
    return out.toByteArray();
  }
}
