package io.palimpsest.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.EntryBundle;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.verify.Finding.Weight;
import io.palimpsest.audit.verify.Report.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way to tamper with a log is found, and said with its place. */
class LogVerifierTest {
  private static final int REQUESTS = 70;
  private static final ExecutorService READERS = Executors.newFixedThreadPool(2);

  private final SampleLog log = new SampleLog();
  private final List<byte[]> entries = SampleLog.entries(REQUESTS);
  private final List<byte[]> older = new ArrayList<>();
  @TempDir private Path folder;

  @BeforeEach
  void write() throws Exception {
    log.write(folder, entries, 5, 300, 600);
  }

  @AfterAll
  static void close() {
    READERS.close();
  }

  @Test
  void anUntouchedLogIsVerifiedAndCounted() throws Exception {
    keep("checkpoint.5", "checkpoint.300", "checkpoint.600");
    Report report = verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(report.entries()).isEqualTo(entries.size()).isEqualTo(630);
    assertThat(report.agreeing()).isEqualTo(3);
    assertThat(report.requests()).isEqualTo(new Report.Requests(REQUESTS, 0, 0, 0));
  }

  @Test
  void aChangedEntryIsNamedByItsTile() throws Exception {
    byte[] changed = entries.get(400).clone();
    changed[changed.length / 2] ^= 1;
    bundle(1, 400, changed);
    assertBroken("tile/0/001", "hash 144 is not that of entry 400");
    assertBroken("checkpoint", "its root is not that of the first 630 entries");
  }

  @Test
  void betweenTwoKeptCheckpointsTheChangeIsBounded() throws Exception {
    keep("checkpoint.5", "checkpoint.300", "checkpoint.600");
    byte[] changed = entries.get(400).clone();
    changed[changed.length / 2] ^= 1;
    bundle(1, 400, changed);
    assertBroken("kept 2", "the first 600 entries (that of kept 1 is that of the first 300)");
  }

  @Test
  void aChangedTileIsNamed() throws Exception {
    flip("tile/0/000", 32 * 17 + 3);
    assertBroken("tile/0/000", "hash 17 is not that of entry 17");
  }

  @Test
  void aTileOfAHigherLevelNamesItsEntries() throws Exception {
    flip("tile/1/000.p/2", 40);
    assertBroken("tile/1/000.p/2", "hash 1 is not that of the entries 256 to 511");
  }

  @Test
  void aPartOfAnEarlierTimeIsLookedAtToo() throws Exception {
    flip("tile/0/000.p/5", 2);
    flip("tile/entries/001.p/44", 20);
    assertBroken("tile/0/000.p/5", "hash 0 is not that of entry 0");
    assertBroken("tile/entries/001.p/44", "byte 20");
  }

  @Test
  void aMissingTileAndAMissingBundleAreNamed() throws Exception {
    Files.delete(folder.resolve("tile/0/001"));
    assertBroken("tile/0/001", "is missing");
    Files.delete(folder.resolve("tile/entries/001"));
    assertBroken("entries", "tile/entries/001: the bundle is missing");
  }

  @Test
  void aTruncatedBundleIsNamed() throws Exception {
    Path file = folder.resolve("tile/entries/002.p/118");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 7));
    assertBroken("entries", "tile/entries/002.p/118: the bundle ends within entry 117");
  }

  @Test
  void whatIsBehindTheLastEntryOfABundleIsFound() throws Exception {
    Path file = folder.resolve("tile/entries/000");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 2));
    assertBroken("tile/entries/000", "is not that of a bundle of these entries");
  }

  @Test
  void droppedSwappedAndDuplicatedEntriesOfAStreamAreNamed() throws Exception {
    List<LogCopy.Entry> stream = stream();
    stream.remove(222);
    assertThat(findings(stream)).contains("entry 222: is missing: entry 223 comes in its place");

    stream = stream();
    Collections.swap(stream, 100, 101);
    assertThat(findings(stream)).contains("entry 100: is missing: entry 101 comes in its place");

    stream = stream();
    stream.add(7, stream.get(6));
    assertThat(findings(stream)).contains("entry 7: is missing: entry 6 comes in its place");

    stream = stream();
    assertThat(findings(stream.subList(0, 629)))
        .contains(
            "checkpoint: names 630 entries, and there are 629: entries are missing at the end, or"
                + " this is another history");
    assertThat(findings(stream)).isEmpty();
  }

  @Test
  void entriesUnderEachOthersIndexDoNotLeadToTheRoot() throws Exception {
    List<byte[]> swapped = new ArrayList<>(entries);
    Collections.swap(swapped, 100, 101);
    assertThat(findings(indexed(swapped)))
        .contains(
            "entry 100: its source goes on with number 2 where 1 is next",
            "checkpoint: its root is not that of the first 630 entries: an entry was changed, or"
                + " this is another history");
  }

  @Test
  void aForkIsFoundByACheckpointThatWasKept() throws Exception {
    keep("checkpoint.600", "checkpoint");
    List<byte[]> forked = new ArrayList<>(entries);
    forked.set(610, entries.get(611));
    rewrite(log, forked);
    assertBroken(
        "kept 1", "(that of kept 0 is that of the first 600), as checkpoint does", "a split view");
  }

  @Test
  void aLogThatForgotItsEndIsFoundByACheckpointThatWasKept() throws Exception {
    keep("checkpoint");
    rewrite(log, entries.subList(0, 600));
    assertBroken("kept 0", "names 630 entries, and there are 600");
  }

  @Test
  void theCheckpointOfAnotherKeyIsNotBelieved() throws Exception {
    rewrite(new SampleLog(), entries);
    assertBroken("checkpoint", "is not signed by its log");
  }

  @Test
  void withoutItsCheckpointNothingIsBelieved() throws Exception {
    Files.delete(folder.resolve("checkpoint"));
    assertBroken("checkpoint", "there is no checkpoint");
  }

  @Test
  void anEntryThatIsNoStatementIsFoundAlthoughItIsSigned() throws Exception {
    List<byte[]> odd = new ArrayList<>(entries);
    odd.set(3, "{}".getBytes(StandardCharsets.UTF_8));
    rewrite(log, odd);
    assertBroken("entry 3", "is no statement in its one form");
  }

  private List<LogCopy.Entry> stream() {
    return indexed(entries);
  }

  private static List<LogCopy.Entry> indexed(List<byte[]> entries) {
    List<LogCopy.Entry> stream = new ArrayList<>();
    for (byte[] entry : entries) {
      stream.add(new LogCopy.Entry(stream.size(), entry));
    }
    return stream;
  }

  private List<String> findings(List<LogCopy.Entry> stream) throws Exception {
    byte[] checkpoint = Files.readAllBytes(folder.resolve("checkpoint"));
    return verifier().verify(new Streamed(checkpoint, stream), List.of()).findings().stream()
        .map(Finding::toString)
        .toList();
  }

  /** Signs another history in place of the log. */
  private void rewrite(SampleLog signer, List<byte[]> history) throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("tile"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    signer.write(folder, history);
  }

  private void keep(String... names) throws Exception {
    for (String name : names) {
      older.add(Files.readAllBytes(folder.resolve(name)));
    }
  }

  private void bundle(int number, int changed, byte[] bytes) throws Exception {
    List<byte[]> all = new ArrayList<>(entries);
    all.set(changed, bytes);
    Files.write(
        folder.resolve("tile/entries/00" + number),
        EntryBundle.of(all.subList(number * 256, number * 256 + 256)));
  }

  private void flip(String path, int at) throws Exception {
    byte[] bytes = Files.readAllBytes(folder.resolve(path));
    bytes[at] ^= 0x10;
    Files.write(folder.resolve(path), bytes);
  }

  private void assertBroken(String where, String... what) throws Exception {
    Report report = verify();
    assertThat(report.verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(report.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.weight()).isEqualTo(Weight.BROKEN);
              assertThat(finding.where()).isEqualTo(where);
              assertThat(finding.what()).contains(what);
            });
  }

  private Report verify() throws Exception {
    List<LogCopy.Signed> kept = new ArrayList<>();
    for (byte[] one : older) {
      kept.add(new LogCopy.Signed("kept " + kept.size(), one));
    }
    return verifier().verify(new ServedLog(new Directory(folder)), kept);
  }

  private LogVerifier verifier() throws Exception {
    return new LogVerifier(log.policy(), SampleLog.START.plus(Duration.ofDays(365)), READERS);
  }

  /** A log without tiles, as a topic has it. */
  private record Streamed(byte[] checkpoint, List<Entry> stream) implements LogCopy {
    @Override
    public List<Signed> checkpoints() {
      return List.of(new Signed("checkpoint", checkpoint));
    }

    @Override
    public Entries entries(long size) {
      List<List<Entry>> batches = new ArrayList<>(List.of(stream, List.of()));
      return new Entries() {
        @Override
        public List<Entry> next() {
          return batches.removeFirst();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public Optional<Resources> tiles() {
      return Optional.empty();
    }
  }
}
