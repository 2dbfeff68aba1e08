package io.palimpsest.deploy.secret;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What a secret looks like, by the forms that issuers give it, and by the names that people do. */
enum SecretKind {
  PRIVATE_KEY(
      "-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY-----"
          + "[\\s\\\\n\"+]*[A-Za-z0-9+/]{16}"),
  AWS("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
  GITHUB("\\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40})"),
  GITLAB("\\bglpat-[A-Za-z0-9_-]{20}"),
  SLACK("\\bxox[abprs]-[A-Za-z0-9-]{10}"),
  GOOGLE("\\bAIza[0-9A-Za-z_-]{35}"),
  OPENAI("\\bsk-(?:proj-|ant-[a-z0-9]+-)?[A-Za-z0-9_-]{20}"),
  STRIPE("\\b[rs]k_live_[A-Za-z0-9]{16}"),
  NPM("\\bnpm_[A-Za-z0-9]{36}"),
  PINECONE("\\bpcsk_[A-Za-z0-9_]{20}"),
  TOKEN("\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"),
  PASSWORD_IN_AN_ADDRESS("\\b[a-z][a-z0-9+.-]*://[^\\s:/@\"<>{}$%]+:[^\\s:/@\"<>{}$%]+@[a-z0-9]"),
  NAMED(
      "(?i)(?:password|passwd|secret|api[_-]?key|token|private[_-]?key)[\"']?\\s*[:=]\\s*"
          + "[\"'][A-Za-z0-9+/=_.-]{20,}[\"']");

  private final Pattern pattern;

  SecretKind(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  /** The lines of a text, counted from 1, on which such secrets begin. */
  List<Integer> linesIn(String text) {
    Matcher found = pattern.matcher(text);
    IntStream.Builder lines = IntStream.builder();
    while (found.find()) {
      lines.add(
          (int) text.substring(0, found.start()).chars().filter(it -> it == '\n').count() + 1);
    }
    return lines.build().boxed().distinct().toList();
  }
}
