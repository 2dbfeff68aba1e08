package io.palimpsest.kms;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Keys of AWS KMS: {@code aws-kms://arn:aws:kms:REGION:ACCOUNT:key/ID}. Credentials, and another
 * endpoint if there is one, are taken from where the AWS SDK looks for them.
 */
public final class AwsKms implements com.google.crypto.tink.KmsClient {
  private static final String SCHEME = "aws-kms://";
  private static final Duration ATTEMPT = Duration.ofSeconds(3);
  private static final Duration CALL = Duration.ofSeconds(10);

  @Override
  public boolean doesSupport(String uri) {
    return uri.toLowerCase(Locale.ROOT).startsWith(SCHEME);
  }

  @Override
  public Aead getAead(String uri) throws GeneralSecurityException {
    String arn = uri.substring(SCHEME.length());
    Region region =
        Optional.of(arn)
            .flatMap(Arn::tryFromString)
            .filter(parsed -> parsed.service().equals("kms"))
            .flatMap(Arn::region)
            .map(Region::of)
            .orElseThrow(
                () ->
                    new GeneralSecurityException(
                        SCHEME + " is followed by the ARN of a KMS key, with its region"));
    KmsClient client =
        KmsClient.builder()
            .region(region)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(ATTEMPT).socketTimeout(ATTEMPT))
            .overrideConfiguration(
                rules -> rules.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL))
            .build();
    return new AwsKmsAead(client, arn);
  }

  /** Credentials come from the environment alone: a path of them would be one more secret. */
  @Override
  public com.google.crypto.tink.KmsClient withCredentials(@Nullable String path)
      throws GeneralSecurityException {
    throw new GeneralSecurityException("credentials are where the AWS SDK looks for them");
  }

  @Override
  public com.google.crypto.tink.KmsClient withDefaultCredentials() {
    return this;
  }
}
