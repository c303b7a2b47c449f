package io.decant.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedCommandTest {

  @Test
  void wordsAreQuotedAsAShellReadsThem() {
    TypedCommand command =
        new TypedCommand(List.of("migrate", "--source", "sqlite:a b.db", "--where", "a = 'b'"));

    assertThat(command)
        .hasToString("decant migrate --source sqlite:a%20b.db --where 'a = '\\''b'\\'''");
  }

  @ParameterizedTest
  @CsvSource({
    "mysql://app:se%63ret@old/shop, mysql://app@old/shop",
    "mysql://app:secret@old:3307/shop?sslmode=require, mysql://app@old:3307/shop?sslmode=require",
    "mariadb://:secret@old/shop, mariadb://old/shop",
    "jdbc:postgresql://old/shop?user=app&password=secret, postgresql://app@old/shop",
    "jdbc:postgresql://old/shop?user=app&pass%77ord=secret, postgresql://app@old/shop",
    "redis://:secret@old/0, redis://old/0",
    "not a url://app:secret@old, not a url://app:***@old",
    "postgresql, postgresql",
  })
  void aUrlHasNoPassword(String url, String shown) {
    for (List<String> option : List.of(List.of("--source", url), List.of("--target=" + url))) {
      assertThat(new TypedCommand(option).toString()).contains(shown).doesNotContain("secret");
    }
  }
}
