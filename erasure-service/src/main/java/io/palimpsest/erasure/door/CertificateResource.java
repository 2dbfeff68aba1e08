package io.palimpsest.erasure.door;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.Roles;
import io.palimpsest.audit.log.LogProof;
import io.palimpsest.erasure.model.ErasureRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Certificates of erasures over HTTP. */
@Path("/erasures/{id}")
@RunOnVirtualThread
public class CertificateResource {
  private final Certificates certificates;
  private final Lookup lookup;
  private final CurrentPrincipal caller;

  CertificateResource(Certificates certificates, Lookup lookup, CurrentPrincipal caller) {
    this.certificates = certificates;
    this.lookup = lookup;
    this.caller = caller;
  }

  @GET
  @Path("/certificate")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR, Roles.OPERATOR, Roles.PRODUCER})
  @Operation(summary = "The confirmation's log entry, byte for byte, and the request's others.")
  public CertificateView certificate(@PathParam("id") String id) {
    return certificates.view(visible(id));
  }

  @GET
  @Path("/certificate.tlog-proof")
  @Produces({MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON})
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR, Roles.OPERATOR, Roles.PRODUCER})
  @Operation(summary = "The certificate as one file that is verified offline (tlog-proof).")
  public Response file(@PathParam("id") String id) {
    ErasureRequest request = visible(id);
    return Response.ok(certificates.file(request).bytes(), "text/plain; charset=utf-8")
        .header(
            "Content-Disposition",
            "attachment; filename=\"%s.tlog-proof\"".formatted(request.ref()))
        .header("Cache-Control", "no-store")
        .build();
  }

  /** The certificate itself, for a page of it. */
  public LogProof proof(String id) {
    return certificates.file(visible(id));
  }

  /** The confirmation's entry, byte for byte, for a page. */
  public String entry(String id) {
    return certificates.entry(visible(id));
  }

  private ErasureRequest visible(String id) {
    return lookup.visible(caller.get(), id);
  }
}
