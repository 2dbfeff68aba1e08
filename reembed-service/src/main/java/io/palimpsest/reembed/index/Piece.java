package io.palimpsest.reembed.index;

/**
 * One vector that an entity is to have.
 *
 * @param id id of the vector
 * @param text its text
 * @param tokens tokens of the text, special ones included
 * @param hash digest of the text
 */
record Piece(String id, String text, int tokens, String hash) {}
