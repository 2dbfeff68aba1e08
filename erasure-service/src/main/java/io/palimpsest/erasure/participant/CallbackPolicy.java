package io.palimpsest.erasure.participant;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Which addresses may be called. */
@ApplicationScoped
public class CallbackPolicy {
  private final CallbackSettings settings;

  CallbackPolicy(CallbackSettings settings) {
    this.settings = settings;
  }

  /** Whether this installation makes calls at all. */
  public boolean available() {
    return settings.key().isPresent() && !hosts().isEmpty();
  }

  /** The rule that an address breaks, or empty when it may be called. */
  public Optional<String> brokenRule(String address) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      return Optional.of("a URL");
    }
    boolean encrypted = "https".equals(uri.getScheme());
    if (!encrypted && !(settings.plainHttp() && "http".equals(uri.getScheme()))) {
      return Optional.of("a URL with https");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return Optional.of("a URL without user and fragment");
    }
    return uri.getHost() != null && hosts().contains(uri.getHost())
        ? Optional.empty()
        : Optional.of("a host that this installation may call");
  }

  private Set<String> hosts() {
    return settings.hosts().orElse(Set.of());
  }
}
