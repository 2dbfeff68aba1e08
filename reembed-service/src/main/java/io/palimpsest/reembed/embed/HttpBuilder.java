package io.palimpsest.reembed.embed;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.Duration;

/** Hands the client of this package to the library, which asks for a builder. */
final class HttpBuilder implements HttpClientBuilder {
  private final Duration bound;
  private final BoundedHttp http;

  HttpBuilder(Duration bound, BoundedHttp http) {
    this.bound = bound;
    this.http = http;
  }

  @Override
  public Duration connectTimeout() {
    return bound;
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration timeout) {
    return this;
  }

  @Override
  public Duration readTimeout() {
    return bound;
  }

  @Override
  public HttpClientBuilder readTimeout(Duration timeout) {
    return this;
  }

  @Override
  public HttpClient build() {
    return new IndexedAnswers(http);
  }
}
