package io.decant.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.decant.connectors.testing.BrowserProgram;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One tab of a real browser, moved by the DevTools protocol. What the page complains of and what it
 * asks of the network is kept. For one thread.
 */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final OutputStream commands;
  private final InputStream answers;
  private final List<JsonNode> events = new ArrayList<>();
  private String session = "";
  private int last;

  /**
   * @param profile an empty folder
   */
  Browser(Path profile) throws IOException {
    process = BrowserProgram.start(profile);
    commands = process.getOutputStream();
    answers = new BufferedInputStream(process.getInputStream());
    String tab = send("Target.createTarget", Map.of("url", "about:blank")).at("/targetId").asText();
    session =
        send("Target.attachToTarget", Map.of("targetId", tab, "flatten", true))
            .at("/sessionId")
            .asText();
    for (String domain : List.of("Page", "Log", "Runtime", "Network")) {
      send(domain + ".enable", Map.of());
    }
  }

  /** How a page is looked at. */
  record View(int width, boolean dark, boolean scripts, boolean printed) {
    static final View WIDE = new View(1280, false, true, false);
    static final View NARROW = new View(390, false, true, false);

    View inTheDark() {
      return new View(width, true, scripts, printed);
    }

    View withoutScripts() {
      return new View(width, dark, false, printed);
    }

    View onPaper() {
      return new View(width, dark, scripts, true);
    }
  }

  /** Opens the page and forgets what was heard of the one before. */
  void open(Path page, View view) throws IOException {
    events.clear();
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", view.width(), "height", 900, "deviceScaleFactor", 1, "mobile", false));
    send(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            view.printed() ? "print" : "screen",
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", view.dark() ? "dark" : "light"))));
    send("Emulation.setScriptExecutionDisabled", Map.of("value", !view.scripts()));
    send("Page.navigate", Map.of("url", page.toUri().toString()));
    while (events.stream().noneMatch(event -> method(event).equals("Page.loadEventFired"))) {
      events.add(read());
    }
  }

  /** The value of an expression in the page; that works where the page's own scripts do not. */
  JsonNode ask(String expression) throws IOException {
    JsonNode answer =
        send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer);
    }
    return answer.at("/result/value");
  }

  /** The page as a PDF file. */
  byte[] print() throws IOException {
    return Base64.getDecoder()
        .decode(send("Page.printToPDF", Map.of("printBackground", true)).at("/data").asText());
  }

  /** Errors, warnings and whatever else stands on the console. */
  List<JsonNode> complaints() {
    return events.stream()
        .filter(
            event ->
                List.of("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")
                    .contains(method(event)))
        .toList();
  }

  /** What was asked for, the page itself first. */
  List<String> requests() {
    return events.stream()
        .filter(event -> method(event).equals("Network.requestWillBeSent"))
        .map(event -> event.at("/params/request/url").asText())
        .toList();
  }

  /** Whether the page wanted to ask something, as an alert does. */
  boolean spoke() {
    return events.stream().anyMatch(e -> method(e).equals("Page.javascriptDialogOpening"));
  }

  private static String method(JsonNode event) {
    return event.path("method").asText();
  }

  private JsonNode send(String method, Map<String, Object> parameters) throws IOException {
    int id = ++last;
    ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
    command.set("params", JSON.valueToTree(parameters));
    if (!session.isEmpty()) {
      command.put("sessionId", session);
    }
    commands.write(JSON.writeValueAsBytes(command));
    commands.write(0);
    commands.flush();
    while (true) {
      JsonNode heard = read();
      if (heard.path("id").asInt() == id) {
        if (heard.has("error")) {
          throw new IllegalStateException(method + ": " + heard.get("error"));
        }
        return heard.get("result");
      }
      events.add(heard);
    }
  }

  private JsonNode read() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (int next = answers.read(); next != 0; next = answers.read()) {
      if (next < 0) {
        throw new IOException("The browser ended: see browser.log in its profile's folder");
      }
      message.write(next);
    }
    return JSON.readTree(message.toByteArray());
  }

  /** The browser ends when nobody can command it any more. */
  @Override
  public void close() throws IOException {
    commands.close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
