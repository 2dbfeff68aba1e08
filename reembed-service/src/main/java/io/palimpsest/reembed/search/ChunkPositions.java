package io.palimpsest.reembed.search;

import io.palimpsest.reembed.find.Found;
import java.util.List;
import java.util.OptionalInt;

/** Where texts stand in their sources. The ledger knows; vectors do not carry it. */
interface ChunkPositions {
  /** The position of each match, in order; empty where it is not known. Never throws. */
  List<OptionalInt> of(List<Found> matches);
}
