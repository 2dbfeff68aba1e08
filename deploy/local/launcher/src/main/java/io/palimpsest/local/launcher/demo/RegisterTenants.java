package io.palimpsest.local.launcher.demo;

import java.util.Map;

/** Registers an organization with a profile, and two creators with their twins. */
final class RegisterTenants implements DemoStep {
  @Override
  public String title() {
    return "Register tenants";
  }

  @Override
  public String run(Demo demo) {
    DemoApi api = demo.api();
    String organization = "/organizations/" + Sample.ORGANIZATION;
    api.register(
        organization,
        Map.of(
            "slug", "harbour", "name", "Harbour Studio", "org_type", "agency", "plan_tier", "pro"));
    api.register(organization + "/profiles/" + Sample.PROFILE, Map.of("name", "Mira"));
    creator(api, Sample.CREATOR, Sample.DOCUMENTS.keySet());
    creator(api, Sample.LEAVING, LeavingTwins.names());
    return "1 organization, 2 creators, %d twins"
        .formatted(Sample.DOCUMENTS.size() + Sample.LEAVING_TWINS);
  }

  private static void creator(DemoApi api, String creator, Iterable<String> twins) {
    api.register("/creators/" + creator, Map.of("display_name", creator));
    for (String twin : twins) {
      api.register("/creators/" + creator + "/twins/" + twin, Map.of("display_name", twin));
    }
  }
}
