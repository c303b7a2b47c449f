package io.decant.cli.command;

import io.decant.engine.Size;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers of bytes: {@code 512m}, {@code 2g}, {@code 1048576}. */
final class Sizes implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    return Size.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is no size. Write 512m, 2g or a number of bytes."));
  }
}
