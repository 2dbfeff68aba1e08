package io.palimpsest.reembed.repair;

import io.palimpsest.reembed.index.WriteStage;

/**
 * A target with what repairs it.
 *
 * @param target whose ledger and store
 * @param writing writes to both
 */
public record Repairable(ComparedTarget target, WriteStage writing) {}
