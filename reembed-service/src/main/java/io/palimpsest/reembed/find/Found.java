package io.palimpsest.reembed.find;

import io.palimpsest.vectorstore.Match;

/**
 * A match that may be shown.
 *
 * @param place where it was found
 * @param match what was found
 */
public record Found(Place place, Match match) {}
