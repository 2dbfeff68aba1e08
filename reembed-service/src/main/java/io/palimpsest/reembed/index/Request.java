package io.palimpsest.reembed.index;

import io.palimpsest.reembed.ledger.Rendering;
import java.util.function.Supplier;

/**
 * What a change says, prepared for the decision.
 *
 * @param revision its revision
 * @param deletes whether it deletes the entity
 * @param rendering how vectors are to be made now
 * @param contentHash digest of what is embedded
 * @param metadataHash digest of what is stored beside it
 * @param wanted cuts the text; asked only when the content may have changed
 */
record Request(
    long revision,
    boolean deletes,
    Rendering rendering,
    String contentHash,
    String metadataHash,
    Supplier<Wanted> wanted) {}
