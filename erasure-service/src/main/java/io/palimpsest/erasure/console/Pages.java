package io.palimpsest.erasure.console;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes pages from templates. Every value is escaped, and a template that names a value which is
 * not there fails.
 */
@ApplicationScoped
class Pages {
  private static final Variant HTML = Variant.forContentType(Variant.TEXT_HTML);

  private final Engine engine =
      Engine.builder()
          .addDefaults()
          .addValueResolver(new ReflectionValueResolver())
          .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
          .addLocator(Pages::locate)
          .build();
  private final Words words;

  Pages(Clock clock) {
    this.words = new Words(clock);
  }

  /**
   * A page as HTML.
   *
   * @param name of the template
   * @param values that it shows
   */
  String page(String name, Map<String, ?> values) {
    Template template = engine.getTemplate(name);
    if (template == null) {
      throw new IllegalArgumentException("no such page: " + name);
    }
    TemplateInstance page = template.data("words", words);
    values.forEach(page::data);
    return page.render();
  }

  /** What codes, times and deadlines are called. */
  Words words() {
    return words;
  }

  private static Optional<TemplateLocation> locate(String name) {
    String file = "/console/" + name + ".html";
    return Pages.class.getResource(file) == null
        ? Optional.empty()
        : Optional.of(new Location(file));
  }

  private record Location(String file) implements TemplateLocation {
    @Override
    public Reader read() {
      InputStream in = Pages.class.getResourceAsStream(file);
      return new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Variant> getVariant() {
      return Optional.of(HTML);
    }
  }
}
