package io.palimpsest.reembed.erase;

/**
 * What a participant did or saw.
 *
 * @param found records found
 * @param deleted records deleted
 * @param remaining records that remain
 * @param method how, a code
 * @param evidence what shows it, a code and counts
 */
record Account(long found, long deleted, long remaining, String method, String evidence) {}
