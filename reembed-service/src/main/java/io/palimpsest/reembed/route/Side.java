package io.palimpsest.reembed.route;

/** A target, as a route sees it. */
enum Side {
  /** Where the vectors come from. */
  OLD,
  /** Where they go. */
  NEW;

  /** The other one. */
  Side other() {
    return this == OLD ? NEW : OLD;
  }
}
