package io.palimpsest.access.metric;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Gives the product's metrics their help texts, which are those of the constants in the code, and
 * its timers the same buckets, so that quantiles can be had over all instances.
 */
public final class MeterTexts implements MeterFilter {
  /** Where modules keep their texts: a line for each metric, its name and its help. */
  static final String RESOURCE = "META-INF/palimpsest/metrics.properties";

  private static final String PRODUCT = "palimpsest";

  /** Among them the bounds of alerts: a query of 150 ms, an erasure of 30 s. */
  private static final double[] BUCKETS =
      Stream.of(5, 10, 25, 50, 100, 150, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
          .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
          .toArray();

  private final Map<String, String> texts;

  private MeterTexts(Map<String, String> texts) {
    this.texts = texts;
  }

  /** With the texts of all modules that a class loader sees. */
  public static MeterTexts read(ClassLoader modules) {
    Map<String, String> texts = new HashMap<>();
    try {
      for (URL file : Collections.list(modules.getResources(RESOURCE))) {
        Properties module = new Properties();
        try (Reader text = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
          module.load(text);
        }
        module.forEach((name, help) -> texts.put(name.toString(), help.toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MeterTexts(texts);
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    String help = texts.get(id.getName());
    return help == null
        ? id
        : new Meter.Id(id.getName(), Tags.of(id.getTags()), id.getBaseUnit(), help, id.getType());
  }

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    return id.getName().startsWith(PRODUCT) && id.getType() == Meter.Type.TIMER
        ? DistributionStatisticConfig.builder()
            .serviceLevelObjectives(BUCKETS)
            .build()
            .merge(config)
        : config;
  }
}
