package io.palimpsest.access.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json;charset=UTF-8",
        "text/plain; charset=\"utf-8\"",
        "application/merge-patch+json",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "multipart/form-data; boundary=----abc",
        "multipart/form-data; boundary=\"a b\""
      })
  void whatIsAMediaTypePasses(String type) {
    assertThat(HeaderRules.isType(type)).isTrue();
    assertThat(HeaderRules.accepts(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "/",
        "a/b/c",
        "*/*",
        "application/json;;;",
        "application/json; =",
        "application/json; charset=none-such",
        "application/json; charset=",
        "text/plain; charset=\"",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\""
      })
  void whatIsNoneDoesNot(String type) {
    assertThat(HeaderRules.isType(type)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "text/*;q=0.5, */*",
        "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
        "application/json, text/plain;q=0.9",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
        " "
      })
  void whatBrowsersAcceptPasses(String ranges) {
    assertThat(HeaderRules.accepts(ranges)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "text/plain,", "a/b/c", "*/json", ";q=1", "text/plain; charset=none-such"})
  void whatNobodyCouldAcceptDoesNot(String ranges) {
    assertThat(HeaderRules.accepts(ranges)).isFalse();
  }
}
