package io.palimpsest.fencing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners of every fence exactly once, those known before they came included. */
final class FenceListeners {
  private static final Logger LOG = LoggerFactory.getLogger(FenceListeners.class);

  private final WriterState state;
  private final List<Consumer<Fence>> listeners = new ArrayList<>();

  FenceListeners(WriterState state) {
    this.state = state;
  }

  synchronized void apply(Fence fence) {
    state.fenced(fence);
    listeners.forEach(listener -> tell(listener, fence));
  }

  synchronized void add(Consumer<Fence> listener) {
    state.fences().inOrder().forEach(fence -> tell(listener, fence));
    listeners.add(listener);
  }

  /** The fence is applied whatever a listener does. */
  private static void tell(Consumer<Fence> listener, Fence fence) {
    try {
      listener.accept(fence);
    } catch (RuntimeException fault) {
      LOG.error("a listener failed at fence {}", fence.sequence(), fault);
    }
  }
}
