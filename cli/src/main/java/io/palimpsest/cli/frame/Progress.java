package io.palimpsest.cli.frame;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A bar with rate and time left, on a terminal's standard error; nothing anywhere else. Used by one
 * thread.
 */
public final class Progress implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(250);

  private final @Nullable ProgressBar bar;

  private Progress(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /**
   * @param task what is under way, in a word or two
   */
  public static Progress of(String task) {
    if (!Terminal.isThere()) {
      return new Progress(null);
    }
    return new Progress(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(-1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis((int) EVERY.toMillis())
            .showSpeed()
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .build());
  }

  /**
   * @param done how much of it
   * @param total of how much; 0 while that is not known
   * @param state in a word
   */
  public void at(long done, long total, String state) {
    if (bar != null) {
      bar.maxHint(total > 0 ? total : -1);
      bar.stepTo(done);
      bar.setExtraMessage(state);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
