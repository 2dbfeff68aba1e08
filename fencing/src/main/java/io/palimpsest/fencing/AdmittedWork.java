package io.palimpsest.fencing;

import java.util.concurrent.atomic.AtomicBoolean;

/** Work in the table of one writer. */
final class AdmittedWork implements Work {
  private final WriterState state;
  private final WorkEntry entry;
  private final Ticker ticker;
  private final Deadline deadline;
  private final Runnable awaited;

  /**
   * @param awaited to be run when somebody waits for the table to empty
   */
  AdmittedWork(
      WriterState state, WorkEntry entry, Ticker ticker, long deadlineAt, Runnable awaited) {
    this.state = state;
    this.entry = entry;
    this.ticker = ticker;
    this.deadline = Deadline.at(ticker, deadlineAt);
    this.awaited = awaited;
  }

  @Override
  public Deadline deadline() {
    return deadline;
  }

  @Override
  public Sent send() {
    if (!state.send(entry, ticker.nanos())) {
      throw new DeadlinePassedException();
    }
    return new Request();
  }

  @Override
  public void close() {
    if (state.close(entry, ticker.nanos())) {
      awaited.run();
    }
  }

  private final class Request implements Sent {
    private final AtomicBoolean told = new AtomicBoolean();

    @Override
    public void answered() {
      if (told.compareAndSet(false, true)) {
        state.answered(entry);
      }
    }

    @Override
    public void unanswered() {
      if (told.compareAndSet(false, true)) {
        state.unanswered(entry, ticker.nanos());
      }
    }
  }
}
