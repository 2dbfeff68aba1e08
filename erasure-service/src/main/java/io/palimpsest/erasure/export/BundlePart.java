package io.palimpsest.erasure.export;

import io.palimpsest.erasure.model.Plan;
import java.io.IOException;
import java.io.OutputStream;

/** One file of a bundle. */
public interface BundlePart {
  /** Name of the file, such as {@code documents.jsonl}. */
  String file();

  /**
   * Writes JSON lines, page by page. On a throw the bundle is not whole.
   *
   * @param out not to be closed
   */
  void write(Plan plan, OutputStream out) throws IOException;
}
