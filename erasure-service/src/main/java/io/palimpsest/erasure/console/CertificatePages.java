package io.palimpsest.erasure.console;

import io.palimpsest.access.Roles;
import io.palimpsest.audit.log.LogProof;
import io.palimpsest.erasure.audit.LogPolicy;
import io.palimpsest.erasure.door.CertificateResource;
import io.palimpsest.erasure.door.ErasureResource;
import io.palimpsest.erasure.door.ErasureView;
import io.palimpsest.erasure.door.WorklistResource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The certificate of one request, to read, print and take along. */
@Path("/console")
@RunOnVirtualThread
class CertificatePages {
  private final ErasureResource erasures;
  private final CertificateResource certificates;
  private final WorklistResource worklist;
  private final LogPolicy policy;
  private final Visitor visitor;
  private final Pages pages;

  CertificatePages(
      ErasureResource erasures,
      CertificateResource certificates,
      WorklistResource worklist,
      LogPolicy policy,
      Visitor visitor,
      Pages pages) {
    this.erasures = erasures;
    this.certificates = certificates;
    this.worklist = worklist;
    this.policy = policy;
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

  @GET
  @Path("/erasures/{id}/evidence.zip")
  @Produces({"application/zip", MediaType.TEXT_HTML})
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR})
  @Operation(summary = "All that an auditor needs of one erasure: certificate, entries, a page.")
  public Response evidence(@PathParam("id") String id) {
    ErasureView view = erasures.get(id, null);
    LogProof proof = certificates.proof(id);
    CertificatePage page = CertificatePage.of(view, proof, certificates.entry(id));
    List<String> story = Story.of(view, worklist.handling(id), pages.words());
    byte[] zip =
        Evidence.of(
            view.requestRef(),
            page.statement().time(),
            certificates.certificate(id),
            proof.bytes(),
            policy.text(),
            pages.page("evidence", Map.of("page", page, "story", story)));
    return Response.ok(zip, "application/zip")
        .header(
            "Content-Disposition",
            "attachment; filename=\"%s-evidence.zip\"".formatted(view.requestRef()))
        .build();
  }
}
