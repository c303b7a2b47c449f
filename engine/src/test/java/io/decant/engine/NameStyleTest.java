package io.decant.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameStyleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          customer      ; customer      ; customer
          OrderLine     ; orderline     ; order_line
          orderLine     ; orderline     ; order_line
          HTTPServer    ; httpserver    ; http_server
          userID        ; userid        ; user_id
          USER_ID       ; user_id       ; user_id
          Order Line    ; order line    ; order_line
          price (EUR)   ; price (eur)   ; price_eur
          a--b.c        ; a--b.c        ; a_b_c
          _hidden__x    ; _hidden__x    ; _hidden__x
          Address2      ; address2      ; address2
          line2Text     ; line2text     ; line2_text
          Größe         ; größe         ; größe
          ÄrgerÜber     ; ärgerüber     ; ärger_über
          !!!           ; !!!           ; !!!
          """)
  void aNameIsWrittenInTheStyle(String name, String lower, String snake) {
    assertThat(NameStyle.PRESERVE.of(name)).isEqualTo(name);
    assertThat(NameStyle.LOWER.of(name)).isEqualTo(lower);
    assertThat(NameStyle.SNAKE.of(name)).isEqualTo(snake);
    assertThat(NameStyle.SNAKE.of(snake)).isEqualTo(snake);
  }
}
