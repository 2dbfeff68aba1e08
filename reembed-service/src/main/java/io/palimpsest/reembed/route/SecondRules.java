package io.palimpsest.reembed.route;

import java.time.Duration;

/**
 * How far a second side is waited for.
 *
 * @param patience longest time in which what it put off is tried again before it is owed
 * @param rest time in which it is left alone after it did not answer
 */
public record SecondRules(Duration patience, Duration rest) {}
