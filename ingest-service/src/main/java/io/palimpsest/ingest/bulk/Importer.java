package io.palimpsest.ingest.bulk;

/** Works on the rows of a file, in their order. Used by one thread, for one file. */
interface Importer {
  /** What a row does, or would do. Throws what the door throws for a row at fault. */
  Effect take(Row row);
}
