package io.palimpsest.local.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The reverse proxy in front of the services. */
final class GatewayRecipe implements Recipe {

  private static final String MODULE = "deploy/local/gateway";
  private static final int HEAP_MEGABYTES = 96;

  @Override
  public Launch launch(Setting setting) throws IOException {
    Files.createDirectories(setting.data());
    return new Launch(
        List.of(
            setting.leash(),
            setting.checkout().built(MODULE, "target/classes").toString(),
            setting.checkout().built(MODULE, "target/lib") + "/*"),
        "io.palimpsest.local.gateway.Gateway",
        List.of(Integer.toString(setting.port())),
        Jvm.light(HEAP_MEGABYTES),
        serviceUrls(setting.addresses()),
        setting.data(),
        new Readiness.Http(
            URI.create("http://127.0.0.1:%d/q/health/ready".formatted(setting.port()))));
  }

  private static Map<String, String> serviceUrls(Addresses addresses) {
    Map<String, String> urls = new HashMap<>();
    for (Part service : Part.services()) {
      addresses.url(service).ifPresent(url -> urls.put(ServiceRecipe.urlVariable(service), url));
    }
    return urls;
  }
}
