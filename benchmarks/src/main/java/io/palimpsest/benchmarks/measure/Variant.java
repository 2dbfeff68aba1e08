package io.palimpsest.benchmarks.measure;

import java.util.concurrent.Callable;

/**
 * One of the things that are compared.
 *
 * @param name what it is
 * @param figure does the work once, on fresh data, and returns its figure
 */
public record Variant(String name, Callable<Double> figure) {}
