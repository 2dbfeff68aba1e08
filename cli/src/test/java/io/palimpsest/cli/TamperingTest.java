package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.log.EntryBundle;
import io.palimpsest.audit.verify.SampleLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each way to tamper, shown to our verifier and to the program of docs/auditing.md: both refuse,
 * and say what and where.
 */
class TamperingTest {
  private static final int SIZE = 630;

  private final SampleLog log = new SampleLog();
  private final List<byte[]> entries = SampleLog.entries(70);
  @TempDir private Path folder;

  @BeforeEach
  void write() throws Exception {
    Documented.require(Documented.PYTHON);
    Documented.require("openssl", "version");
    Documented.program(folder);
    Files.write(folder.resolve("log.policy"), log.policyFile());
    log.write(folder.resolve("log"), entries, 300);
    Files.copy(folder.resolve("log/checkpoint.300"), folder.resolve("older"));
    certificate(entries.get(8), 8);
    lines(range(SIZE), entries);
  }

  @Test
  void whatIsUntouchedIsVerifiedByBoth() throws Exception {
    assertThat(ours(log())).isEqualTo("0 ");
    assertThat(theirs(log())).isEqualTo("0 verified: 630 entries\n");
    assertThat(ours(certificate())).isEqualTo("0 ");
    assertThat(theirs(certificate()))
        .isEqualTo("0 " + new String(entries.get(8), StandardCharsets.UTF_8) + "\n");
  }

  @Test
  void aFlippedByteOfAnEntry() throws Exception {
    List<byte[]> changed = new ArrayList<>(entries);
    byte[] flipped = changed.get(400).clone();
    flipped[flipped.length / 2] ^= 1;
    changed.set(400, flipped);
    bundles(changed);
    lines(range(SIZE), changed);
    assertThat(ours(log()))
        .startsWith("1 ")
        .contains("tile/0/001: hash 144 is not that of entry 400");
    assertThat(theirs(log()))
        .isEqualTo(
            "1 NOT VERIFIED log/checkpoint: its root is not that of the first 630 of 630"
                + " entries\n");
  }

  @Test
  void aDroppedEntry() throws Exception {
    List<byte[]> changed = new ArrayList<>(entries);
    changed.remove(222);
    List<Integer> indexes = range(SIZE);
    indexes.remove(222);
    bundles(changed);
    lines(indexes, changed);
    assertThat(ours(log()))
        .startsWith("1 ")
        .contains("tile/0/000: hash 222 is not that of entry 222");
    assertThat(theirs(log()))
        .isEqualTo("1 NOT VERIFIED entry 222: is missing, b'223' comes in its place\n");
  }

  @Test
  void swappedEntries() throws Exception {
    List<byte[]> changed = new ArrayList<>(entries);
    Collections.swap(changed, 100, 101);
    List<Integer> indexes = range(SIZE);
    Collections.swap(indexes, 100, 101);
    bundles(changed);
    lines(indexes, changed);
    assertThat(ours(log()))
        .startsWith("1 ")
        .contains("tile/0/000: hash 100 is not that of entry 100");
    assertThat(theirs(log()))
        .isEqualTo("1 NOT VERIFIED entry 100: is missing, b'101' comes in its place\n");
    lines(range(SIZE), changed);
    assertThat(theirs(log()))
        .startsWith("1 NOT VERIFIED older: its root is not that of the first 300");
  }

  @Test
  void aDuplicatedEntry() throws Exception {
    List<byte[]> changed = new ArrayList<>(entries);
    changed.add(7, entries.get(6));
    List<Integer> indexes = range(SIZE);
    indexes.add(7, 6);
    bundles(changed);
    lines(indexes, changed);
    assertThat(ours(log())).startsWith("1 ").contains("tile/0/000: hash 7 is not that of entry 7");
    assertThat(theirs(log()))
        .isEqualTo("1 NOT VERIFIED entry 7: is missing, b'6' comes in its place\n");
  }

  @Test
  void aTruncatedLog() throws Exception {
    List<byte[]> changed = entries.subList(0, SIZE - 5);
    bundles(changed);
    lines(range(SIZE - 5), changed);
    assertThat(ours(log()))
        .startsWith("1 ")
        .contains("entries: tile/entries/002.p/118 has 113 entries, not 118");
    assertThat(theirs(log()))
        .isEqualTo(
            "1 NOT VERIFIED log/checkpoint: its root is not that of the first 630 of 625"
                + " entries\n");
  }

  @Test
  void aForkThatTheLogItselfSigned() throws Exception {
    Files.copy(
        folder.resolve("log/checkpoint"),
        folder.resolve("older"),
        StandardCopyOption.REPLACE_EXISTING);
    List<byte[]> forked = new ArrayList<>(entries);
    forked.set(610, entries.get(1));
    forked.addAll(SampleLog.request(70).stream().map(said -> said.bytes()).toList());
    log.write(folder.resolve("log"), forked);
    lines(range(forked.size()), forked);
    assertThat(ours(log()))
        .startsWith("1 ")
        .contains("older: its root is not that of the first 630");
    assertThat(theirs(log()))
        .startsWith("1 NOT VERIFIED older: its root is not that of the first 630");
  }

  @Test
  void aLogThatIsOlderThanTheCheckpointThatWasKept() throws Exception {
    Files.copy(
        folder.resolve("log/checkpoint"),
        folder.resolve("older"),
        StandardCopyOption.REPLACE_EXISTING);
    log.write(folder.resolve("log"), entries.subList(0, 540));
    lines(range(540), entries.subList(0, 540));
    assertThat(ours(log()))
        .startsWith("1 ")
        .contains("older: names 630 entries, and there are 540");
    assertThat(theirs(log()))
        .startsWith("1 NOT VERIFIED older: its root is not that of the first 630 of 540 entries");
  }

  @Test
  void anotherKey() throws Exception {
    new SampleLog().write(folder.resolve("log"), entries);
    assertThat(ours(log()))
        .startsWith("1 ")
        .contains("checkpoint: the checkpoint is not signed by its log");
    assertThat(theirs(log()))
        .startsWith("1 NOT VERIFIED log/checkpoint: is not signed by a log of the policy");
    certificate(entries.get(8), 8);
    assertThat(ours(certificate())).startsWith("1 NOT VERIFIED: the checkpoint is not signed");
    assertThat(theirs(certificate())).contains("is not signed by a log of the policy");
  }

  @Test
  void aCheckpointWithoutItsWitness() throws Exception {
    Path file = folder.resolve("log/checkpoint");
    Files.writeString(file, Files.readString(file).replaceFirst("\u2014 witness.*\n", ""));
    assertThat(ours(log())).startsWith("1 ").contains("no quorum");
    assertThat(theirs(log())).contains("is not cosigned by the quorum of the policy");
  }

  @Test
  void aCertificateOfAnotherPlaceOrEntryOrCheckpoint() throws Exception {
    certificate(entries.get(9), 8);
    assertRefused("does not lead from the entry at index 8");
    certificate(entries.get(8), 9);
    assertRefused("does not lead from the entry at index 9");
    certificate(entries.get(8), 8);
    Path file = folder.resolve("certificate");
    String proof = Files.readString(file).split("\n\n", 2)[0];
    Files.writeString(
        file, proof + "\n\n" + Files.readString(folder.resolve("log/checkpoint.300")));
    assertRefused("does not lead from the entry at index 8", "is not as long as its index demands");
  }

  @Test
  void aProofWithALineDroppedSwappedDuplicatedOrCutOff() throws Exception {
    List<String> lines = Files.readAllLines(folder.resolve("certificate"));
    for (List<Integer> order :
        List.of(List.of(3, 5), List.of(4, 3, 5), List.of(3, 3, 4, 5), List.of(3, 4))) {
      List<String> changed = new ArrayList<>(lines.subList(0, 3));
      order.forEach(at -> changed.add(lines.get(at)));
      changed.addAll(
          lines.subList(order.equals(List.of(3, 4)) ? lines.indexOf("") : 6, lines.size()));
      Files.write(folder.resolve("certificate"), changed);
      assertThat(ours(certificate())).as("%s", order).startsWith("1 NOT VERIFIED");
      assertThat(theirs(certificate())).as("%s", order).startsWith("1 NOT VERIFIED");
    }
  }

  private void assertRefused(String... anyOf) throws Exception {
    for (String said : List.of(ours(certificate()), theirs(certificate()))) {
      assertThat(said).startsWith("1 NOT VERIFIED");
      assertThat(Arrays.stream(anyOf).anyMatch(said::contains)).as(said).isTrue();
    }
  }

  private static List<Integer> range(int size) {
    List<Integer> indexes = new ArrayList<>();
    for (int index = 0; index < size; index++) {
      indexes.add(index);
    }
    return indexes;
  }

  /** As kcat writes them. */
  private void lines(List<Integer> indexes, List<byte[]> bytes) throws Exception {
    try (var out = Files.newOutputStream(folder.resolve("entries"))) {
      for (int at = 0; at < indexes.size(); at++) {
        out.write((indexes.get(at) + " ").getBytes(StandardCharsets.UTF_8));
        out.write(bytes.get(at));
        out.write('\n');
      }
    }
  }

  /** Bundles with other entries, under tiles and a checkpoint that stay. */
  private void bundles(List<byte[]> changed) throws Exception {
    Path place = folder.resolve("log/tile/entries");
    Files.write(place.resolve("000"), EntryBundle.of(changed.subList(0, 256)));
    Files.write(place.resolve("001"), EntryBundle.of(changed.subList(256, 512)));
    Files.write(place.resolve("002.p/118"), EntryBundle.of(changed.subList(512, changed.size())));
  }

  private void certificate(byte[] entry, int index) throws Exception {
    Files.write(
        folder.resolve("certificate"), SampleLog.certificate(folder.resolve("log"), entry, index));
  }

  private static List<String> log() {
    return List.of("entries", "log/checkpoint", "older");
  }

  private static List<String> certificate() {
    return List.of("certificate");
  }

  /** Exit code and what was complained of. */
  private String ours(List<String> files) {
    StringWriter err = new StringWriter();
    List<String> line = new ArrayList<>(List.of("audit", "verify"));
    line.add("--policy=" + folder.resolve("log.policy"));
    line.addAll(
        files.size() == 1
            ? List.of(folder.resolve("certificate").toString())
            : List.of(
                "--dir=" + folder.resolve("log"),
                "--older=" + folder.resolve("older"),
                "--at=2026-03-02"));
    int code =
        Palimpsest.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true))
            .execute(line.toArray(String[]::new));
    return code + " " + err;
  }

  private String theirs(List<String> files) throws Exception {
    List<String> line = new ArrayList<>(List.of(Documented.PYTHON, "verify.py", "log.policy"));
    line.addAll(files);
    Documented.Ended ended = Documented.run(folder, Map.of(), line.toArray(String[]::new));
    return ended.code() + " " + ended.out();
  }
}
