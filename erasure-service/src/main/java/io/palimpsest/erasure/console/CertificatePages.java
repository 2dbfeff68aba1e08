package io.palimpsest.erasure.console;

import io.palimpsest.access.Roles;
import io.palimpsest.erasure.door.CertificateResource;
import io.palimpsest.erasure.door.ErasureResource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The certificate of one request, to read, print and take along. */
@Path("/console")
@RunOnVirtualThread
class CertificatePages {
  private final ErasureResource erasures;
  private final CertificateResource certificates;
  private final Visitor visitor;
  private final Pages pages;

  CertificatePages(
      ErasureResource erasures, CertificateResource certificates, Visitor visitor, Pages pages) {
    this.erasures = erasures;
    this.certificates = certificates;
    this.visitor = visitor;
    this.pages = pages;
  }

  @GET
  @Path("/erasures/{id}/certificate")
  @Produces(MediaType.TEXT_HTML)
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR})
  @Operation(summary = "Page: the certificate of a request, to read and to print.")
  public String show(@PathParam("id") String id) {
    CertificatePage page =
        CertificatePage.of(erasures.get(id, null), certificates.proof(id), certificates.entry(id));
    return pages.page("certificate", Map.of("visitor", visitor.shown(), "page", page));
  }

  @GET
  @Path("/erasures/{id}/certificate.tlog-proof")
  @Produces({MediaType.TEXT_PLAIN, MediaType.TEXT_HTML})
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR})
  @Operation(summary = "The certificate as one file that is verified offline (tlog-proof).")
  public Response file(@PathParam("id") String id) {
    return certificates.file(id);
  }
}
