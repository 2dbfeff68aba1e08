package io.palimpsest.fencing;

/** A store that may be older than the fences, because somebody restored a backup of it. */
public interface FencedStore {
  /** Sequence up to which the store is known to be free of everything fenced, -1 for none. */
  long applied();

  /** Keeps that sequence in the store itself, so that a backup has it, too. Durable on return. */
  void applied(long sequence);

  /** How many records of the fenced scope the store holds now. */
  long count(Fence fence);
}
