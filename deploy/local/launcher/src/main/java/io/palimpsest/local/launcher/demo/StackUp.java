package io.palimpsest.local.launcher.demo;

import io.palimpsest.local.launcher.StateFolder;
import io.palimpsest.local.launcher.WholeStack;
import io.palimpsest.local.stack.LocalStack;

/** Starts a stack that knows nothing yet. */
final class StackUp implements DemoStep {

  private final StateFolder state;

  StackUp(StateFolder state) {
    this.state = state;
  }

  @Override
  public String title() {
    return "Start everything on an empty state";
  }

  @Override
  public String run(Demo demo) throws InterruptedException {
    state.forget();
    LocalStack stack =
        WholeStack.in(state.folder())
            .onReady((name, took) -> demo.say("%-10s ready after %5d ms", name, took.toMillis()));
    demo.stackIsUp(stack.start());
    int processes = demo.stack().processes().size();
    return "%d processes behind %s".formatted(processes, demo.stack().gatewayUrl());
  }
}
