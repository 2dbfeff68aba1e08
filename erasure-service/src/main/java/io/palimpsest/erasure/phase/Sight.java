package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Inventory;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Task;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was seen, as statements say it: nothing that was not measured. Pure. */
final class Sight {
  private static final long LARGEST = 1L << 53;

  private Sight() {}

  /** The digest of what shows a result: SHA-256 of the receipt's evidence. */
  static Statement evidence(Statement entry, Receipt receipt) {
    return receipt.failure() == null
        ? entry.with(AuditField.EVIDENCE, digest(receipt.evidence()))
        : entry;
  }

  /** What a look at the vector store saw, if the receipt is of one. */
  static Statement of(Statement entry, ErasureRequest request, Receipt receipt) {
    Receipt.Seen seen = receipt.seen();
    return seen == null ? entry : inventory(looks(entry, seen), request);
  }

  /**
   * The sum of a round of verification. Its evidence is SHA-256 over the evidence of each
   * participant's {@code verified} in hexadecimal, by name of the participant, a line each.
   */
  static Statement sum(Statement entry, ErasureRequest request, List<Task> verified) {
    List<Receipt.Seen> all =
        verified.stream()
            .flatMap(task -> Stream.ofNullable(task.receipt()))
            .flatMap(receipt -> Stream.ofNullable(receipt.seen()))
            .toList();
    Statement said =
        entry
            .with(AuditField.EVIDENCE, digest(lines(verified)))
            .with(
                AuditField.CONTROL_PASSED,
                !all.isEmpty() && all.stream().allMatch(Receipt.Seen::control));
    return all.size() == 1 ? inventory(looks(said, all.getFirst()), request) : said;
  }

  private static Statement looks(Statement entry, Receipt.Seen seen) {
    Statement said =
        entry
            .with(AuditField.CONTROL_PASSED, seen.control())
            .with(AuditField.LOOKS, seen.looks())
            .with(AuditField.INDEXES, seen.indexes())
            .with(AuditField.NAMESPACES, seen.namespaces());
    return with(
        with(said, AuditField.LSN_DELETED, seen.deletedAt()), AuditField.LSN_READ, seen.readAt());
  }

  private static Statement inventory(Statement entry, ErasureRequest request) {
    Optional<Inventory> taken = Optional.ofNullable(request.plan()).map(Plan::inventory);
    return taken
        .map(
            inventory ->
                entry
                    .with(AuditField.PLANNED, inventory.planned())
                    .with(AuditField.BY_REGISTRY, inventory.byRegistry())
                    .with(AuditField.BY_LEDGER, inventory.byLedger())
                    .with(AuditField.BY_STORE, inventory.byStore())
                    .with(AuditField.DOUBTS, inventory.doubts().size()))
        .orElse(entry);
  }

  /** A place beyond what a number of the log can be is not said: it must not stop an erasure. */
  private static Statement with(Statement entry, AuditField field, @Nullable Long place) {
    return place == null || place < 0 || place >= LARGEST ? entry : entry.with(field, place);
  }

  private static String lines(List<Task> verified) {
    return verified.stream()
        .sorted(Comparator.comparing(Task::participant))
        .flatMap(task -> Stream.ofNullable(task.receipt()))
        .map(receipt -> digest(receipt.evidence()) + "\n")
        .collect(Collectors.joining());
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
