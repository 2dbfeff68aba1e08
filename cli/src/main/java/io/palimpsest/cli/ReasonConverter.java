package io.palimpsest.cli;

import io.palimpsest.event.ErasureReason;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reasons of erasures as people type them: small, with hyphens. */
final class ReasonConverter implements ITypeConverter<ErasureReason> {
  @Override
  public ErasureReason convert(String value) {
    return Arrays.stream(ErasureReason.values())
        .filter(reason -> typed(reason).equals(value.toLowerCase(Locale.ROOT).replace('_', '-')))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is none of %s"
                        .formatted(
                            value,
                            Arrays.stream(ErasureReason.values())
                                .map(ReasonConverter::typed)
                                .collect(Collectors.joining(", ")))));
  }

  private static String typed(ErasureReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
