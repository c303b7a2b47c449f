package io.decant.cli.command;

import io.decant.cli.terminal.Display;
import io.decant.connectors.spi.Suggestion;
import io.decant.engine.MigrationSpec.IfExists;
import io.decant.engine.MigrationSpec.OnError;
import io.decant.engine.MigrationSpec.VerifyMode;
import io.decant.engine.NameStyle;
import io.decant.engine.report.ReportJson;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An option's value that is one word of a list: the lower-case names of an enum. Also the list
 * itself, for help and completion.
 */
abstract class Word<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
  private final List<E> values;

  private Word(Class<E> type) {
    this.values = Arrays.asList(type.getEnumConstants());
  }

  @Override
  public E convert(String word) {
    List<String> words = values.stream().map(ReportJson::word).toList();
    int index = words.indexOf(word);
    if (index < 0) {
      throw new TypeConversionException(
          "'" + word + "' is not known. " + Suggestion.of(word, words));
    }
    return values.get(index);
  }

  @Override
  public Iterator<String> iterator() {
    return values.stream().map(ReportJson::word).iterator();
  }

  static final class OfIfExists extends Word<IfExists> {
    OfIfExists() {
      super(IfExists.class);
    }
  }

  static final class OfOnError extends Word<OnError> {
    OfOnError() {
      super(OnError.class);
    }
  }

  static final class OfVerify extends Word<VerifyMode> {
    OfVerify() {
      super(VerifyMode.class);
    }
  }

  static final class OfNames extends Word<NameStyle> {
    OfNames() {
      super(NameStyle.class);
    }
  }

  static final class OfProfile extends Word<Profile> {
    OfProfile() {
      super(Profile.class);
    }
  }

  static final class OfProgress extends Word<Display.Form> {
    OfProgress() {
      super(Display.Form.class);
    }
  }

  static final class OfCompatibility extends Word<ConvertSchemaCommand.Compatibility> {
    OfCompatibility() {
      super(ConvertSchemaCommand.Compatibility.class);
    }
  }
}
