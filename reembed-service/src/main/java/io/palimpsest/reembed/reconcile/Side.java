package io.palimpsest.reembed.reconcile;

import io.palimpsest.reembed.write.WriteStage;

/**
 * A target with what repairs it.
 *
 * @param target whose ledger and store
 * @param writing writes to both
 */
public record Side(Target target, WriteStage writing) {}
