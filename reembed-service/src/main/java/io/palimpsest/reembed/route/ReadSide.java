package io.palimpsest.reembed.route;

import io.palimpsest.vectorstore.VectorStore;

/**
 * Who answers readers for namespaces that are on their way from another scheme. Search asks the
 * home index through all that there are; where none is on its way they change nothing.
 */
@FunctionalInterface
public interface ReadSide {
  /** The home index as readers are to see it. Nothing is written through it. */
  VectorStore over(VectorStore home);
}
