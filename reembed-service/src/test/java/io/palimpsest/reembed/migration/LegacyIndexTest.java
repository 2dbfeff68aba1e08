package io.palimpsest.reembed.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.vectorstore.IdPage;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.VectorStoreException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pages of a listing follow one another, or the listing is an error. */
class LegacyIndexTest {
  @Test
  void aPageThatNamesItselfAsTheNextOneIsRefused() {
    NamespaceReader circle = answering(new IdPage(List.of("v1"), "token"));

    assertThat(LegacyIndex.page(circle, "").next()).as("the first page").isEqualTo("token");
    assertThatThrownBy(() -> LegacyIndex.page(circle, "token"))
        .isInstanceOf(VectorStoreException.Inconsistent.class);
  }

  @Test
  void anEmptyPageInTheMiddleIsNotTheEndAndOneWithoutNextIs() {
    assertThat(LegacyIndex.page(answering(new IdPage(List.of(), "more")), "token").next())
        .isEqualTo("more");
    assertThat(LegacyIndex.page(answering(new IdPage(List.of("v2"), "")), "token").next())
        .isEmpty();
    assertThat(LegacyIndex.page(answering(new IdPage(List.of(), "")), "").next()).isEmpty();
  }

  /** A namespace whose every page is the same. */
  private static NamespaceReader answering(IdPage page) {
    return (NamespaceReader)
        Proxy.newProxyInstance(
            NamespaceReader.class.getClassLoader(),
            new Class<?>[] {NamespaceReader.class},
            (proxy, method, arguments) -> page);
  }
}
