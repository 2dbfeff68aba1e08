package io.palimpsest.cli.frame;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options of every command. A mixin of the root; the commands inherit them. */
public final class GlobalOptions {
  static final String OUTPUT = "--output";
  static final String PROFILE = "--profile";
  private static final int LAST = 1000;

  @Option(
      names = {"-o", OUTPUT},
      scope = ScopeType.INHERIT,
      order = LAST,
      paramLabel = "FORM",
      description = "table, json or ndjson; default: what the profile says, else table.")
  private @Nullable OutputFormat output;

  @Option(
      names = PROFILE,
      scope = ScopeType.INHERIT,
      order = LAST + 1,
      paramLabel = "NAME",
      description =
          "Which address and token, see `palimpsest profiles`; default: PALIMPSEST_PROFILE.")
  private @Nullable String profile;
}
