package io.palimpsest.reembed.index;

import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.vectorstore.TenantHandle;
import io.palimpsest.vectorstore.VectorRecord;
import java.util.List;

/**
 * As much of an assignment as one intent covers.
 *
 * @param handle opens the namespace
 * @param opened the row with the intent; its version follows that of the row before
 * @param writes vectors to be written
 * @param deletes ids to be deleted after that
 * @param closed the row when all of it has happened
 * @param last whether nothing is left of the assignment after it
 */
record Slice(
    TenantHandle handle,
    LedgerRow opened,
    List<VectorRecord> writes,
    List<String> deletes,
    LedgerRow closed,
    boolean last) {}
