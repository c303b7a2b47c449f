package io.decant.connectors.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          select `shop`.`t`.`id` AS `id` from `shop`.`t` ; select `t`.`id` AS `id` from `t`
          select `shop`.`shop`.`id` from `shop`.`shop`   ; select `shop`.`id` from `shop`
          select 'of `shop`.`t`' from `shop`.`t`         ; select 'of `shop`.`t`' from `t`
          select 'it\\'s `shop`.' from `shop`.`t`        ; select 'it\\'s `shop`.' from `t`
          select 'it''s `shop`.' from `shop`.`t`         ; select 'it''s `shop`.' from `t`
          select `a``shop`.`t` from `other`.`shop`       ; select `a``shop`.`t` from `other`.`shop`
          select `a'b`,`shop`.`t`.`c` from `shop`.`t`    ; "select `a'b`,`t`.`c` from `t`"
          """)
  void onlyTheDatabaseBeforeANameFallsAway(String query, String without) {
    assertThat(ViewText.without("`shop`", query)).isEqualTo(without);
  }
}
