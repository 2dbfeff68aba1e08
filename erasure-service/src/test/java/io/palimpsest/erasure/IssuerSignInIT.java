package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sign-in to the console at an issuer: the authorization code flow with PKCE. */
@QuarkusTest
@QuarkusTestResource(value = IssuerResource.class, restrictToAnnotatedClass = true)
class IssuerSignInIT {
  private static final String SESSION = "palimpsest_console";

  private final CookieManager cookies = new CookieManager();
  private final HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();

  @TestHTTPResource("/console")
  URI console;

  CodeIssuer issuer;

  @BeforeEach
  void mira() {
    issuer.signsIn("compliance");
  }

  @Test
  void whoSignsInAtTheIssuerHasASessionAndNothingElseIsLeftInTheBrowser() throws Exception {
    assertThat(get(console.resolve("/console/sign-in")).body())
        .contains("href=\"/console/sign-in/issuer\"");

    HttpResponse<String> toIssuer = get(console.resolve("/console/sign-in/issuer"));
    assertThat(toIssuer.statusCode()).isEqualTo(302);
    assertThat(location(toIssuer).toString())
        .startsWith(issuer.address() + "/auth")
        .contains("code_challenge=", "code_challenge_method=S256", "state=", "nonce=");
    HttpResponse<String> signedIn = follow(toIssuer);

    assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
    assertThat(signedIn.body()).contains("You are signed in");
    assertThat(signedIn.headers().firstValue("Refresh")).contains("0; url=/console");
    assertThat(signedIn.headers().allValues("Set-Cookie"))
        .filteredOn(cookie -> cookie.startsWith(SESSION + "="))
        .singleElement()
        .satisfies(
            cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/console"));
    HttpResponse<String> page = get(console);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Erasure requests", "mira", "New request");
    assertThat(cookies.getCookieStore().getCookies())
        .extracting(HttpCookie::getName)
        .containsExactly(SESSION);
  }

  @Test
  void aCodeThatSomebodyElseBroughtOpensNothing() throws Exception {
    HttpResponse<String> toIssuer = get(console.resolve("/console/sign-in/issuer"));
    HttpResponse<String> back = get(location(toIssuer));
    cookies.getCookieStore().removeAll();

    HttpResponse<String> stolen = get(location(back));
    assertThat(stolen.statusCode()).as("its state is not this browser's").isNotEqualTo(200);
    assertThat(session()).isEmpty();
  }

  @Test
  void whoHasNoRoleForTheConsoleIsToldSo() throws Exception {
    issuer.signsIn("reader");

    HttpResponse<String> refused = follow(get(console.resolve("/console/sign-in/issuer")));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("role.missing");
    assertThat(session()).isEmpty();
  }

  @Test
  void aTokenForSomebodyElseOpensNoSession() throws Exception {
    issuer.issuesFor("another");

    HttpResponse<String> refused = follow(get(console.resolve("/console/sign-in/issuer")));

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(session()).isEmpty();
  }

  @Test
  void whoIsTurnedAwayAtTheIssuerComesBackToTheSignIn() throws Exception {
    issuer.refuse();

    HttpResponse<String> refused = follow(get(console.resolve("/console/sign-in/issuer")));

    assertThat(refused.statusCode()).isEqualTo(200);
    assertThat(refused.body()).contains("did not sign you in", "/console/sign-in/issuer");
    assertThat(session()).isEmpty();
  }

  private List<HttpCookie> session() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(SESSION))
        .toList();
  }

  /** Goes where it is sent, ten times at most. */
  private HttpResponse<String> follow(HttpResponse<String> answer) throws Exception {
    HttpResponse<String> last = answer;
    for (int hop = 0; hop < 10 && last.statusCode() / 100 == 3; hop++) {
      last = get(location(last));
    }
    return last;
  }

  private HttpResponse<String> get(URI address) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(address).header("Accept", "text/html").build(),
        BodyHandlers.ofString());
  }

  private static URI location(HttpResponse<String> answer) {
    return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
  }
}
