package io.palimpsest.local.vectors.key;

import io.palimpsest.local.vectors.call.Call;
import io.palimpsest.local.vectors.call.CallHandler;
import io.palimpsest.local.vectors.call.Reply;
import java.util.concurrent.CompletionStage;

/** Lets through what the caller's key allows. */
public final class Authorised implements CallHandler {
  private final ApiKeys keys;
  private final CallHandler next;

  public Authorised(ApiKeys keys, CallHandler next) {
    this.keys = keys;
    this.next = next;
  }

  @Override
  public CompletionStage<Reply> handle(Call call) {
    keys.authorise(call.apiKey(), call.operation());
    return next.handle(call);
  }
}
