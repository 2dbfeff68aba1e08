package io.palimpsest.local.launcher.demo;

import java.time.Duration;

/**
 * How a step went.
 *
 * @param outcome what was done, or what went wrong
 */
record StepResult(String title, boolean passed, Duration took, String outcome) {}
