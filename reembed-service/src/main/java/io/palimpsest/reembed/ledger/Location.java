package io.palimpsest.reembed.ledger;

/**
 * Where rows say that vectors are.
 *
 * @param target name of the target
 * @param namespace name of the namespace in it
 */
public record Location(String target, String namespace) {}
