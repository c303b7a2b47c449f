package io.decant.cli.job;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.decant.connectors.spi.Suggestion;
import io.decant.converter.DecantException.UserError;
import io.decant.engine.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * The part of YAML that settings need: maps, lists and scalars. Tags, anchors and aliases are
 * refused, for they can make a small file call code or fill the memory; so are keys given twice.
 */
final class YamlText {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_LINE = 1_000_000;
  private static final Pattern TWICE = Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final YAMLMapper MAPPER = strict(YAMLMapper.builder());

  private final Path file;
  private final Map<String, String> environment;
  private final int maxBytes;
  private final YAMLMapper mapper;

  YamlText(Path file, Map<String, String> environment) {
    this(file, environment, MAX_BYTES, MAPPER);
  }

  private YamlText(Path file, Map<String, String> environment, int maxBytes, YAMLMapper mapper) {
    this.file = file;
    this.environment = environment;
    this.maxBytes = maxBytes;
    this.mapper = mapper;
  }

  /** One that a program has written, of the size that this may have. */
  static YamlText large(Path file, int maxBytes) {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(maxBytes);
    YAMLFactory factory = YAMLFactory.builder().loaderOptions(limits).build();
    return new YamlText(file, Map.of(), maxBytes, strict(YAMLMapper.builder(factory)));
  }

  private static YAMLMapper strict(YAMLMapper.Builder builder) {
    return builder
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  /** The whole file, a map. */
  JsonNode root() {
    try {
      if (Files.size(file) > maxBytes) {
        throw refused("", "it is larger than " + Size.text(maxBytes), "Is it the right file?");
      }
      return tree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw refused(e);
    } catch (IOException e) {
      throw refused("", "it cannot be read", "Is the name right, and the text UTF-8?");
    }
  }

  /** The parser's own message may repeat the line, and with it a password: its problem does not. */
  private UserError refused(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    String place = location == null ? "" : "line " + location.getLineNr();
    Matcher twice = TWICE.matcher(String.valueOf(e.getOriginalMessage()));
    if (twice.find()) {
      return refused(place, "the key '" + twice.group(1) + "' is there twice", "Leave one out.");
    }
    String problem = "";
    if (e.getCause() instanceof MarkedYAMLException marked) {
      place = "line " + (marked.getProblemMark().getLine() + 1);
      problem = ": " + marked.getProblem();
    } else if (e.getCause() instanceof ReaderException) {
      problem = ": a control character is in it";
    } else if (e instanceof MismatchedInputException) {
      problem = ": more stands behind its end, such as a second document";
    }
    return refused(
        place,
        "it is no YAML" + problem,
        "Indent with blanks, write a blank after the colon of a key, and put texts with special"
            + " characters in quotes.");
  }

  /** The parser's time grows with the square of a line's length. */
  private void requireShortLines(String text) {
    int begin = 0;
    for (int line = 1; begin < text.length(); line++) {
      int end = text.indexOf('\n', begin);
      end = end < 0 ? text.length() : end;
      if (end - begin > MAX_LINE) {
        throw refused("line " + line, "it is longer than a million characters", "Break it.");
      }
      begin = end + 1;
    }
  }

  private JsonNode tree(String text) throws IOException {
    requireShortLines(text);
    try (Plain parser = new Plain(mapper.getFactory().createParser(text))) {
      JsonNode tree = mapper.readTree(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "a second document");
      }
      return tree == null ? MissingNode.getInstance() : tree;
    }
  }

  /** Refuses what is more than maps, lists and scalars, in the pass that reads these. */
  private final class Plain extends JsonParserDelegate {
    private final YAMLParser yaml;

    Plain(YAMLParser yaml) {
      super(yaml);
      this.yaml = yaml;
    }

    @Override
    public JsonToken nextToken() throws IOException {
      JsonToken token = yaml.nextToken();
      if (yaml.isCurrentAlias() || yaml.getObjectId() != null || yaml.getTypeId() != null) {
        throw refused(
            "line " + yaml.currentTokenLocation().getLineNr(),
            "tags (!), anchors (&) and aliases (*) are not allowed",
            "Put texts that begin with one of these signs in quotes.");
      }
      return token;
    }
  }

  /**
   * The members of a map.
   *
   * @param prefix of the keys in messages
   * @throws UserError it is no map, or has a key that is not known
   */
  Map<String, JsonNode> keys(String prefix, JsonNode node, List<String> known) {
    Map<String, JsonNode> keys = new LinkedHashMap<>();
    if (!node.isObject()) {
      throw refused(prefix.replaceFirst("\\.$", ""), "it is no map of keys and values", "");
    }
    node.properties()
        .forEach(
            entry -> {
              if (!known.contains(entry.getKey())) {
                throw refused(
                    prefix + entry.getKey(), "unknown key", Suggestion.of(entry.getKey(), known));
              }
              keys.put(entry.getKey(), entry.getValue());
            });
    return keys;
  }

  /** The members of a map of texts whose keys are the user's own. */
  Map<String, String> entries(String key, JsonNode node) {
    Map<String, String> entries = new LinkedHashMap<>();
    if (!node.isObject()) {
      throw refused(key, "it is no map of names and values", "");
    }
    node.properties()
        .forEach(
            entry ->
                entries.put(entry.getKey(), text(key + "." + entry.getKey(), entry.getValue())));
    return entries;
  }

  /** A text, or a list of them. */
  List<String> list(String key, JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(element -> texts.add(text(key, element)));
    } else {
      texts.add(text(key, node));
    }
    return texts;
  }

  /** The members of a list of maps. */
  List<JsonNode> elements(String key, JsonNode node) {
    if (!node.isArray()) {
      throw refused(key, "it is no list", "Begin each of its entries with a dash.");
    }
    List<JsonNode> elements = new ArrayList<>();
    node.forEach(elements::add);
    return elements;
  }

  /** A text that may be the word null, which YAML takes for nothing. */
  String word(String key, JsonNode node) {
    return node.isNull() ? "null" : text(key, node);
  }

  /** A text with its variables put in. */
  String text(String key, JsonNode node) {
    if (!node.isValueNode() || node.isNull()) {
      throw refused(key, "it is no text or number", "");
    }
    return VARIABLE
        .matcher(node.asText())
        .replaceAll(name -> Matcher.quoteReplacement(variable(key, name.group(1))));
  }

  private String variable(String key, String name) {
    String value = environment.get(name);
    if (value == null) {
      throw refused(key, "the environment variable " + name + " is not set", "Set it.");
    }
    return value;
  }

  UserError refused(String key, String message, String hint) {
    return new UserError(file + (key.isEmpty() ? "" : ", " + key), message, hint);
  }
}
