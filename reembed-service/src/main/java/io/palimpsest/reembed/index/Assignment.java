package io.palimpsest.reembed.index;

import io.palimpsest.vectorstore.TenantHandle;
import io.palimpsest.vectorstore.VectorRecord;
import java.util.List;

/**
 * A plan with everything that its execution needs.
 *
 * @param plan what was decided
 * @param handle opens the namespace
 * @param records the vectors that the plan writes, embedded and rewritten ones
 */
public record Assignment(Plan.Replace plan, TenantHandle handle, List<VectorRecord> records) {
  /** Copies the records; refuses another number than the plan's. */
  public Assignment {
    records = List.copyOf(records);
    if (records.size() != plan.embed().size() + plan.rewrite().size()) {
      throw new IllegalArgumentException("every vector of the plan has a record");
    }
  }
}
