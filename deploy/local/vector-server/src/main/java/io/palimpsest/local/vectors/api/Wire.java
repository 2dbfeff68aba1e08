package io.palimpsest.local.vectors.api;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** Everything that a port serves, gRPC and REST side by side. */
public final class Wire {
  private static final long MOST_BYTES = 32L * 1024 * 1024;

  private Wire() {}

  /** Routes for one or more ports; what they do not know falls through. */
  public static Router router(Vertx vertx, Dispatch dispatch) {
    Router router = Router.router(vertx);
    GrpcApi grpc = new GrpcApi(vertx, dispatch);
    router
        .route()
        .handler(
            context -> {
              if (GrpcApi.isFor(context.request())) {
                grpc.handle(context.request());
              } else {
                context.next();
              }
            });
    router.route().handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES));
    RestApi rest = new RestApi(dispatch);
    rest.mount(router);
    TextApi.mount(router, rest);
    return router;
  }

  /** To be called when everything is mounted: failures that no route handles itself. */
  public static void answerFailures(Router router) {
    router.route().failureHandler(Answers::fail);
  }
}
