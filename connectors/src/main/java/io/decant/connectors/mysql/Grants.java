package io.decant.connectors.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server says this user may do in a database. Rights that come by a role, or that were
 * taken back in part, are not followed: then nobody is told that one is missing.
 *
 * @param held the privileges that the user has there, in capitals
 * @param certain there are no others
 */
record Grants(Set<String> held, boolean certain) {
  static final String ALL = "ALL PRIVILEGES";

  /** GRANT SELECT, INSERT (column) ON `shop`.* TO ... (MySQL manual, "SHOW GRANTS Statement"). */
  private static final Pattern GRANT =
      Pattern.compile("GRANT (.+?) ON (?:TABLE )?(\\*|`(?:[^`]|``)*`|\"[^\"]*\")\\.(\\S+) TO .*");

  Grants {
    held = Set.copyOf(held);
  }

  static Grants of(Connection connection, String database) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW GRANTS")) {
      while (row.next()) {
        lines.add(row.getString(1));
      }
    }
    return of(lines, database);
  }

  static Grants of(List<String> lines, String database) {
    Set<String> held = new HashSet<>();
    boolean certain = true;
    for (String line : lines) {
      Matcher grant = GRANT.matcher(line);
      if (!grant.matches()) {
        certain = false; // a role's name, or REVOKE
      } else if (matches(grant.group(2), database)) {
        certain &= grant.group(3).equals("*");
        Arrays.stream(grant.group(1).split(","))
            .map(privilege -> privilege.strip().toUpperCase(Locale.ROOT))
            .forEach(held::add);
      }
    }
    return new Grants(held, certain);
  }

  /**
   * In a grant's database, % and _ stand for other characters unless a backslash is before them.
   */
  private static boolean matches(String granted, String database) {
    if (granted.equals("*")) {
      return true;
    }
    String name = granted.substring(1, granted.length() - 1).replace("``", "`");
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\\' && i + 1 < name.length()) {
        pattern.append(Pattern.quote(name.substring(++i, i + 1)));
      } else {
        pattern.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE)
        .matcher(database)
        .matches();
  }

  /** Those of the wanted that the user certainly does not have, in their order. */
  List<String> missing(List<String> wanted) {
    return !certain || held.contains(ALL)
        ? List.of()
        : wanted.stream().filter(privilege -> !held.contains(privilege)).toList();
  }
}
