package io.decant.connectors.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {

  @Test
  void everyPartOfAServersUrlIsRead() {
    Endpoint endpoint =
        parse(
            "postgresql://app%40corp:p%40ss%2Fw%3Aord@db.example.org:6543/my%20shop?sslmode=require");

    assertThat(endpoint.scheme()).isEqualTo("postgresql");
    assertThat(endpoint.user()).isEqualTo("app@corp");
    assertThat(endpoint.password()).isEqualTo("p@ss/w:ord");
    assertThat(endpoint.host()).isEqualTo("db.example.org");
    assertThat(endpoint.port()).isEqualTo(6543);
    assertThat(endpoint.path()).isEqualTo("my shop");
    assertThat(endpoint.parameters()).containsOnly(java.util.Map.entry("sslmode", "require"));
  }

  @ParameterizedTest
  @CsvSource({
    "postgres://h/d, postgresql://h/d",
    "POSTGRESQL://h/d, postgresql://h/d",
    "jdbc:postgresql://h:1/d, postgresql://h:1/d",
    "postgresql:///d, postgresql://localhost/d",
    "postgresql://u@[::1]:5433/d, postgresql://u@[::1]:5433/d",
    "postgresql://h:/d, postgresql://h/d",
    "postgresql://h, postgresql://h/",
    "sqlite:a.db, sqlite:a.db",
    "sqlite:./a b.db, sqlite:./a b.db",
    "sqlite:a%3Fb%23.db, sqlite:a?b#.db",
    "sqlite:/tmp/a.db, sqlite:/tmp/a.db",
    "sqlite:///tmp/a@b.db, sqlite:/tmp/a@b.db",
    "jdbc:sqlite:a.db, sqlite:a.db",
    "sqlite:größe 😀.db, sqlite:größe 😀.db",
  })
  void otherSpellingsMeanTheSame(String typed, String meant) {
    assertThat(parse(typed).canonical()).hasToString(meant);
  }

  @Test
  void aSchemeIsShownAsItWasTyped() {
    assertThat(parse("MariaDB://h/d")).hasToString("mariadb://h/d");
    assertThat(parse("mariadb://h/d").scheme()).isEqualTo("mysql");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://app%40corp:p%40ss@h:6543/my%20shop%2F1?sslmode=require&sslrootcert=/a%20b%26c",
        "jdbc:postgresql://h/d?user=app&password=p%26q",
        "mariadb://:secret@[::1]/d",
        "redis://h/0",
        "sqlite:größe 😀%3F.db",
        "sqlite:////two/slashes.db",
        "sqlite:C:/a.db",
      })
  void aUrlCanBeWrittenAgainWithoutItsPassword(String typed) {
    Endpoint endpoint = parse(typed);
    String written = EndpointUrl.withoutPassword(endpoint);

    assertThat(parse(written)).isEqualTo(endpoint.withPassword(""));
    assertThat(written).doesNotContain("p%40ss").doesNotContain("p@ss").doesNotContain("secret");
  }

  @Test
  void jdbcUrlsNameUserAndPasswordAsParameters() {
    Endpoint endpoint = parse("jdbc:postgresql://h/d?user=app&password=p%26q&sslmode=disable");

    assertThat(endpoint.user()).isEqualTo("app");
    assertThat(endpoint.password()).isEqualTo("p&q");
    assertThat(endpoint.parameters()).containsOnlyKeys("sslmode");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.db",
        "",
        ":",
        "//h/d",
        "oracle://h/d",
        "jdbc:jdbc:sqlite:a.db",
        "sqlite:",
        "sqlite://a.db",
        "sqlite::memory:",
        "sqlite::resource:http://h/a.db",
        "sqlite:%3Aresource:http://h/a.db",
        "sqlite:file:a.db",
        "sqlite:a%00.db",
        "sqlite:a\n.db",
        "sqlite:a%ff.db",
        "sqlite:100%.db",
        "sqlite:a.db#b",
        "postgresql:d",
        "postgresql:u:secret@h/d",
        "postgresql://h/d/e",
        "postgresql://h:0/d",
        "postgresql://h:65536/d",
        "postgresql://h:80 /d",
        "postgresql://::1/d",
        "postgresql://[::1/d",
        "postgresql://h1,h2/d",
        "postgresql://h1:1,h2:2/d",
        "postgresql://h d/d",
        "postgresql://h%2fx/d",
        "postgresql:// /d",
        "mysql://(host=h,port=1)/d",
        "mysql://address=(host=h)(port=1)/d",
        "jdbc:mysql:loadbalance://h1,h2/d",
        "jdbc:mysql:replication://h1,h2/d",
        "postgresql://h/d?sslmode=require?sslmode=disable",
        "postgresql://h/d?sslmode=require&sslmode=disable",
        "postgresql://h/d?sslmode=require&sslmod%65=disable",
        "postgresql://h/d?sslmode",
        "postgresql://h/d?sslmode=",
        "postgresql://h/d?=require",
        "postgresql://h/d?sslmode=require&",
        "postgresql://h/d?sslmode=%",
        "postgresql://h/d?SSLMODE=require",
        "postgresql://h/d?user=app",
        "jdbc:postgresql://u@h/d?user=app",
        "postgresql://u@v@h/d",
      })
  void whatCannotBeMeantIsRefused(String typed) {
    assertThatThrownBy(() -> parse(typed)).isInstanceOf(UserError.class);
  }

  /** Each of these has let a server or a URL run code, read files or switch checks off. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "autoDeserialize",
        "queryInterceptors",
        "statementInterceptors",
        "allowLoadLocalInfile",
        "allowUrlInLocalInfile",
        "allowLoadLocalInfileInPath",
        "allowMultiQueries",
        "propertiesTransform",
        "socketFactory",
        "socketFactoryArg",
        "sslfactory",
        "sslfactoryarg",
        "sslhostnameverifier",
        "sslpasswordcallback",
        "authenticationPluginClassName",
        "authenticationPlugins",
        "defaultAuthenticationPlugin",
        "loggerFile",
        "loggerLevel",
        "preferQueryMode",
        "options",
        "service",
        "jaasApplicationName",
        "profileSQL",
        "logger",
        "useConfigs",
        "sessionVariables",
        "connectionLifecycleInterceptors",
        "exceptionInterceptors",
        "clientInfoProvider",
        "localSocketAddress",
        "enable_load_extension",
        "mode",
        "vfs",
        "init",
        "jdbc.explicit_readonly",
        "tlsInsecure",
        "authMechanismProperties",
      })
  void driverParametersNeverComeThrough(String parameter) {
    String firstEncoded = "%" + Integer.toHexString(parameter.charAt(0)) + parameter.substring(1);
    for (String place : new String[] {"postgresql://h/d", "mysql://h/d", "sqlite:a.db"}) {
      for (String name :
          new String[] {
            parameter,
            parameter.toUpperCase(java.util.Locale.ROOT),
            firstEncoded,
            "(" + parameter,
            "%20" + parameter,
            parameter + "%00",
            "sslmode=require&" + parameter,
            "x%3D1%26" + parameter,
          }) {
        assertThatThrownBy(() -> parse(place + "?" + name + "=true"))
            .as(place + "?" + name)
            .isInstanceOf(UserError.class);
        assertThatThrownBy(() -> parse("jdbc:" + place + "?" + name + "=true"))
            .isInstanceOf(UserError.class);
      }
    }
  }

  @Test
  void aMistypedWordIsAnsweredWithTheRightOne() {
    assertThat(refusal("postgresql://h/d?sslmod=require").hint()).contains("'sslmode'");
    assertThat(refusal("postgrex://h/d").hint()).contains("'postgresql'");
    assertThat(refusal("oracle://h/d").hint()).contains("postgresql").contains("sqlite");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://app:hunter2",
        "postgresql:app:hunter2@h/d",
        "postgresql://app:hunter2@h:port/d",
        "postgresql://app:hunter2@h1,h2/d",
        "postgresql://app:hunter2@h d/d",
        "postgresql://app:%zzhunter2@h/d",
        "postgresql://app:x@hunter2@h/d",
        "postgresql://app:x:hunter2@h/d",
        "postgresql://app:x/hunter2@h/d",
        "postgresql://app:1/hunter2@h/d",
        "postgresql://app:1?hunter2@h/d",
        "postgresql://app:1?hunter2&x@h/d",
        "postgresql://app:x#hunter2@h/d",
        "postgresql://app:hunter2@h/d?nonsense=1",
        "postgresql://app:hunter2@h/d?sslmode=%",
        "jdbc:postgresql://h/d?user=app&password=hunter2&nonsense=1",
        "app:hunter2@h/d",
        "nonsense://app:hunter2@h/d",
        "sqlite://app:hunter2@h/d",
      })
  void noRefusalRepeatsThePassword(String typed) {
    UserError refusal = refusal(typed);

    assertThat(refusal.where() + refusal.getMessage() + refusal.hint()).doesNotContain("hunter2");
  }

  @Test
  void anEndpointPrintsNoPassword() {
    assertThat(parse("postgresql://app:hunter2@h/d").toString()).isEqualTo("postgresql://app@h/d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://app%40corp:p%40ss@db.example.org:6543/my%20shop?sslmode=require",
        "mariadb://r%C3%B6t@[::1]/a%3Fb",
        "mysql://localhost/",
        "sqlite:rel/a%25b%3F.db",
        "sqlite:/abs/a.db"
      })
  void whatIsWrittenForAnEndpointIsReadAsTheSameWithoutItsPassword(String url) {
    Endpoint endpoint = parse(url);
    String text = EndpointUrl.text(endpoint);
    assertThat(parse(text)).isEqualTo(endpoint.withPassword(""));
    assertThat(text).doesNotContain("p%40ss");
  }

  private static Endpoint parse(String url) {
    return EndpointUrl.parse(Role.SOURCE, url);
  }

  private static UserError refusal(String url) {
    return catchThrowableOfType(UserError.class, () -> parse(url));
  }
}
