package io.palimpsest.erasure.console;

import io.palimpsest.access.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Shows people the problems of the API in words; programs get the documents as everywhere. */
@Singleton
class ProblemPages {
  private static final int UNAUTHORIZED = 401;
  private static final Pattern FORM =
      Pattern.compile(
          "/?(console/(?:erasures/(?:[0-9a-f-]{36}|er_[0-9a-f]+)|holds|lists|operations|tenants|erasures))(?:/.*)?");

  private final Pages pages;
  private final IssuerSignIn issuer;

  ProblemPages(Pages pages, IssuerSignIn issuer) {
    this.pages = pages;
    this.issuer = issuer;
  }

  @ServerResponseFilter
  public void show(ContainerRequestContext request, ContainerResponseContext response) {
    String path = request.getUriInfo().getPath();
    if (response.getEntity() instanceof Problem problem
        && path.matches("/?console(/.*)?")
        && wantsPage(request)) {
      response.setEntity(page(problem, path), new Annotation[0], MediaType.TEXT_HTML_TYPE);
    }
  }

  private String page(Problem problem, String path) {
    return problem.status() == UNAUTHORIZED
        ? pages.page("sign-in", Map.of("refused", problem.code(), "issuer", issuer.offered()))
        : pages.page("problem", Map.of("problem", problem, "back", back(path)));
  }

  private static boolean wantsPage(ContainerRequestContext request) {
    return request.getAcceptableMediaTypes().stream()
        .anyMatch(type -> type.getType().equals("text") && type.getSubtype().equals("html"));
  }

  /** The page whose form was refused. */
  private static String back(String path) {
    Matcher form = FORM.matcher(path);
    if (!form.matches()) {
      return "/console";
    }
    return form.group(1).equals("console/erasures") ? "/console/erasures/new" : "/" + form.group(1);
  }
}
