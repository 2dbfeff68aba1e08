package io.palimpsest.local.vectors.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteLogTest {
  @TempDir Path folder;

  @Test
  void whatWasAppendedIsReplayedInOrder() throws IOException {
    try (WriteLog log = started()) {
      log.append(1, bytes("a")).synced().join();
      log.append(2, bytes("b")).synced().join();
    }
    assertThat(replay()).containsExactly("1:1:a", "2:2:b");
  }

  @Test
  void numbersGoOnAfterARestartAndAreNotBelowTheGivenOne() throws IOException {
    try (WriteLog log = started()) {
      log.append(1, bytes("a")).synced().join();
    }
    try (WriteLog log = new WriteLog(folder)) {
      log.replay(entry -> {});
      log.start(100);
      assertThat(log.append(1, bytes("b")).synced().join()).isEqualTo(100);
    }
    assertThat(replay()).containsExactly("1:1:a", "100:1:b");
  }

  @Test
  void manyWritersShareOneSyncAndNoneIsLost() throws IOException {
    int writers = 500;
    try (WriteLog log = started()) {
      List<CompletableFuture<Long>> synced =
          IntStream.range(0, writers)
              .mapToObj(i -> log.append(1, bytes("w" + i)).synced())
              .toList();
      synced.forEach(CompletableFuture::join);
    }
    assertThat(replay()).hasSize(writers);
  }

  @Test
  void tornEndIsIgnoredAndWhatComesAfterARestartIsKept() throws IOException {
    try (WriteLog log = started()) {
      log.append(1, bytes("whole")).synced().join();
      log.append(1, bytes("torn")).synced().join();
    }
    Path file = Segment.in(folder).getLast().file();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 2);
    }
    try (WriteLog log = new WriteLog(folder)) {
      log.replay(entry -> {});
      log.start(0);
      log.append(1, bytes("later")).synced().join();
    }
    assertThat(replay()).containsExactly("1:1:whole", "2:1:later");
  }

  @Test
  void aFlippedBitEndsTheFile() throws IOException {
    try (WriteLog log = started()) {
      log.append(1, bytes("first")).synced().join();
      log.append(1, bytes("second")).synced().join();
    }
    Path file = Segment.in(folder).getFirst().file();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'X'}), channel.size() - 1);
    }
    assertThat(replay()).containsExactly("1:1:first");
  }

  @Test
  void afterARollTheOlderFilesCanBeDropped() throws IOException {
    try (WriteLog log = started()) {
      log.append(1, bytes("old")).synced().join();
      long keep = log.roll();
      log.append(1, bytes("new")).synced().join();
      log.deleteBefore(keep);
    }
    assertThat(replay()).containsExactly("2:1:new");
  }

  private WriteLog started() throws IOException {
    WriteLog log = new WriteLog(folder);
    log.replay(entry -> {});
    log.start(0);
    return log;
  }

  private List<String> replay() throws IOException {
    List<String> entries = new ArrayList<>();
    try (WriteLog log = new WriteLog(folder)) {
      log.replay(
          entry ->
              entries.add(
                  entry.lsn()
                      + ":"
                      + entry.kind()
                      + ":"
                      + new String(entry.payload(), StandardCharsets.UTF_8)));
    }
    return entries;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
