package io.palimpsest.reembed.ledger;

import java.util.UUID;

/**
 * Names one row.
 *
 * @param uid uid of the entity
 * @param target name of the target that the row's vectors are in
 */
public record RowKey(UUID uid, String target) {}
