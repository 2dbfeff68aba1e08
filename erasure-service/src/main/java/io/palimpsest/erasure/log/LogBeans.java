package io.palimpsest.erasure.log;

import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.LogKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What is made of the settings, once. */
@ApplicationScoped
class LogBeans {
  /** Without its keys the service does not start: whoever signs asks for them at the start. */
  @Produces
  @Singleton
  LogKeys keys(LogSettings settings) {
    return KeyFiles.read(settings.keyFiles());
  }

  @Produces
  @Singleton
  LogPolicy policy(LogSettings settings, LogKeys keys) {
    return new LogPolicy(keys, settings);
  }

  @Produces
  @Singleton
  PublishedLog published(LogSettings settings, LogKeys keys, LogPolicy policy) {
    return new PublishedLog(new Directory(settings.directory()), keys, policy);
  }
}
