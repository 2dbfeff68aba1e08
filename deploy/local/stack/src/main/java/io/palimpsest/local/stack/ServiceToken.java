package io.palimpsest.local.stack;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** The token of the role {@code service}, signed with the stack's own key. */
final class ServiceToken {

  /** A stack that runs longer without a restart is none of a developer's machine. */
  private static final int VALID_MINUTES = 30 * 24 * 60;

  private ServiceToken() {}

  static String signed(String privateKeyPem) {
    JwtClaims claims = new JwtClaims();
    claims.setSubject("local-stack");
    claims.setStringListClaim("roles", List.of("service"));
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(VALID_MINUTES);
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setPayload(claims.toJson());
    try {
      signature.setKey(key(privateKeyPem));
      return signature.getCompactSerialization();
    } catch (GeneralSecurityException | JoseException e) {
      throw new StackException("no service token could be signed", e);
    }
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    String body = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
  }
}
