package io.palimpsest.erasure.console;

import io.palimpsest.erasure.door.CertificateView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Everything that an auditor needs of one erasure, as one zip: the certificate, what it is verified
 * with, the log's entries byte for byte, and a page to read and to print.
 */
final class Evidence {
  private static final String READ_ME =
      """
      Evidence of the erasure that the log calls %1$s.

      page.html                what became of the request, to read and to print
      %1$s.tlog-proof          the certificate: the log's entry, and the proof that the log has it
      log.policy               whose checkpoints are to be believed
      entries/N.json           everything that the log says of the request, byte for byte; N is the index

      It is verified without us:

          palimpsest audit verify %1$s.tlog-proof --policy log.policy

      Whoever trusts neither the policy nor the program in this file takes the policy from the
      witnesses, and the 60 lines of Python of the document "auditing".
      """;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Evidence() {}

  /**
   * The file.
   *
   * @param ref of the request
   * @param at what every part of it is dated
   * @param certificate with the entries
   * @param proof the certificate's file
   * @param policy of the log
   * @param page as HTML that needs nothing beside it
   */
  static byte[] of(
      String ref,
      Instant at,
      CertificateView certificate,
      byte[] proof,
      String policy,
      String page) {
    Evidence evidence = new Evidence();
    try (ZipOutputStream zip = new ZipOutputStream(evidence.bytes, StandardCharsets.UTF_8)) {
      LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
      add(zip, "README.txt", READ_ME.formatted(ref), time);
      add(zip, "page.html", page, time);
      add(zip, ref + ".tlog-proof", proof, time);
      add(zip, "log.policy", policy, time);
      for (CertificateView.Entry entry : certificate.entries()) {
        add(zip, "entries/" + entry.logIndex() + ".json", entry.entry(), time);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return evidence.bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, String text, LocalDateTime time)
      throws IOException {
    add(zip, name, text.getBytes(StandardCharsets.UTF_8), time);
  }

  private static void add(ZipOutputStream zip, String name, byte[] content, LocalDateTime time)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(time);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
