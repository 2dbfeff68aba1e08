package io.palimpsest.access.body;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a body. Tokens are looked at where an endpoint asks for one; here they are looked at
 * sooner, once, and a refusal is left to the endpoint, which words it.
 */
final class WhoSends {
  /** Whoever has no token that proves anything. */
  static final String NOBODY = "";

  private static final String CALLER = "palimpsest.caller";

  private WhoSends() {}

  /** Tells the sender's name on the event loop. */
  static void ask(RoutingContext context, Context loop, Consumer<String> then) {
    Uni<SecurityIdentity> identity = QuarkusHttpUser.getSecurityIdentity(context, null);
    Object answering = context.get(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
    BiConsumer<RoutingContext, Throwable> leftToTheEndpoint = (asked, failure) -> {};
    context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, leftToTheEndpoint);
    Consumer<String> known =
        caller ->
            loop.runOnContext(
                now -> {
                  context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, answering);
                  context.put(CALLER, caller);
                  then.accept(caller);
                });
    identity.subscribe().with(found -> known.accept(name(found)), failure -> known.accept(NOBODY));
  }

  /** The name that was told. */
  static String told(RoutingContext context) {
    return context.get(CALLER, NOBODY);
  }

  private static String name(@Nullable SecurityIdentity identity) {
    return identity == null || identity.isAnonymous() ? NOBODY : identity.getPrincipal().getName();
  }
}
