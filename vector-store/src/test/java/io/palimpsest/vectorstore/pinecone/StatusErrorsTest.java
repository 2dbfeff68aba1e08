package io.palimpsest.vectorstore.pinecone;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import io.palimpsest.vectorstore.VectorStoreException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT,dimension does not match,Rejected,true,false",
    "INVALID_ARGUMENT,request size exceeds the maximum supported size of 2 MB,TooLarge,true,false",
    "OUT_OF_RANGE,message length too large: found 5000000 bytes,TooLarge,true,false",
    "RESOURCE_EXHAUSTED,too many requests,RateLimited,true,true",
    "RESOURCE_EXHAUSTED,message larger than max,TooLarge,true,false",
    "PERMISSION_DENIED,project quota reached,QuotaExceeded,true,false",
    "PERMISSION_DENIED,you have reached a limit of your plan,QuotaExceeded,true,false",
    "PERMISSION_DENIED,key is read-only,Unauthorized,true,false",
    "UNAUTHENTICATED,invalid key,Unauthorized,true,false",
    "NOT_FOUND,no such namespace,NotFound,true,false",
    "ALREADY_EXISTS,there,Rejected,true,false",
    "UNAVAILABLE,connection refused,Unavailable,false,true",
    "UNAVAILABLE,HTTP status code 503,Unavailable,false,true",
    "UNAVAILABLE,HTTP status code 429,RateLimited,true,true",
    "UNKNOWN,HTTP status code 413,TooLarge,true,false",
    "INTERNAL,HTTP status code 400,Rejected,true,false",
    "UNIMPLEMENTED,HTTP status code 404,NotFound,true,false",
    "DEADLINE_EXCEEDED,late,Unavailable,false,true",
    "INTERNAL,RST_STREAM,Unavailable,false,true",
    "UNKNOWN,what,Unavailable,false,true",
    "CANCELLED,closed,Unavailable,false,true",
  })
  void each_status_becomes_the_error_that_says_what_to_do(
      Status.Code code, String description, String type, boolean answered, boolean retryable) {
    VectorStoreException error =
        StatusErrors.of(
            "upsert",
            code.toStatus().withDescription(description).asRuntimeException(),
            new CallHeaders());

    assertThat(error.getClass().getSimpleName()).isEqualTo(type);
    assertThat(error.answered()).isEqualTo(answered);
    assertThat(error.retryable()).isEqualTo(retryable);
    assertThat(error).hasMessageStartingWith("upsert: ").hasMessageNotContaining(description);
  }

  @Test
  void a_rate_limit_carries_how_long_to_wait() {
    assertThat(limited("7").retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(limited("Fri, 20 Nov 2026 12:00:00 GMT").retryAfter()).isEmpty();
    assertThat(limited("-3").retryAfter()).isEmpty();
  }

  private static VectorStoreException.RateLimited limited(String retryAfter) {
    Metadata trailers = new Metadata();
    trailers.put(Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER), retryAfter);
    CallHeaders headers = new CallHeaders();
    headers.add(trailers);
    return (VectorStoreException.RateLimited)
        StatusErrors.of("query", Status.RESOURCE_EXHAUSTED.asRuntimeException(), headers);
  }
}
