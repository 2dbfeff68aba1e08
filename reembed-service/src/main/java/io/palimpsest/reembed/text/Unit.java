package io.palimpsest.reembed.text;

/**
 * The smallest stretch that is never cut: a sentence with the white space behind it.
 *
 * @param start index of its first character
 * @param end index behind its last character
 * @param tokens its tokens
 * @param size its bytes as they are stored, white space behind it included
 * @param rank how well a chunk may end behind it: decided by its own content alone, so that an edit
 *     elsewhere cannot move it; ends of paragraphs rank above all others
 */
record Unit(int start, int end, int tokens, int size, long rank) {}
