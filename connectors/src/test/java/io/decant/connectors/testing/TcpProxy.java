package io.decant.connectors.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A door to a server that can be made to fail. Without a fault it passes every byte. Each direction
 * has at most one fault, a later one replaces it, and it concerns all connections, open and future.
 * A fault that cuts ends one connection, in both directions, and is then spent, so that a retry can
 * succeed; the others last until {@link #heal}. Every method may be called from any thread.
 */
public final class TcpProxy implements AutoCloseable {

  /** Which way bytes travel. */
  public enum Direction {
    /** From the client to the server. */
    REQUEST,
    /** From the server to the client. */
    REPLY
  }

  private static final int BUFFER_BYTES = 8192;

  private final InetSocketAddress server;
  private final ServerSocket door;
  private final Map<Direction, Fault> faults = new ConcurrentHashMap<>();
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();

  /** Opens a door to this address on a free loopback port. */
  public TcpProxy(InetSocketAddress server) {
    this.server = server;
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    inBackground(this::accept);
  }

  /** Opens a door to the server that this Decant URL names, which must give host and port. */
  public static TcpProxy before(String url) {
    URI address = URI.create(url);
    return new TcpProxy(new InetSocketAddress(address.getHost(), address.getPort()));
  }

  /** The loopback port of the door. */
  public int port() {
    return door.getLocalPort();
  }

  /** The same Decant URL, but through this door. */
  public String through(String url) {
    return url.replace(
        "@" + server.getHostString() + ":" + server.getPort(), "@127.0.0.1:" + port());
  }

  /** Lets this many more bytes pass, counted over all connections, and cuts after the last one. */
  public void cutAfter(Direction direction, long bytes) {
    AtomicLong left = new AtomicLong(bytes);
    faults.put(
        direction,
        (link, data, length) -> {
          long rest = left.addAndGet(-length);
          return rest > 0 ? PASS : (int) Math.max(0, length + rest);
        });
  }

  /**
   * Cuts before the text, in any case, gets through. PostgreSQL answers each commit with the word
   * COMMIT, so cutting the reply there leaves the client in doubt about a commit that happened.
   */
  public void cutAt(Direction direction, String text) {
    faults.put(direction, new Token(text)::find);
  }

  /**
   * Lets the request with this text, in any case, reach the server, and cuts in the place of the
   * next reply. MySQL's reply to a commit has no word of its own, so this is how to lose it.
   */
  public void cutReplyTo(String text) {
    Token token = new Token(text);
    faults.put(
        Direction.REQUEST,
        (link, data, length) -> {
          if (token.find(link, data, length) != PASS) {
            faults.remove(Direction.REQUEST);
            link.replyIsLost = true;
          }
          return PASS;
        });
  }

  /** Holds every byte back and keeps the connections open, as a dead network does. */
  public void blackHole(Direction direction) {
    faults.put(direction, new BlackHole());
  }

  /** Lets each connection carry about this much. */
  public void throttle(Direction direction, int bytesPerSecond) {
    faults.put(
        direction,
        (link, data, length) -> {
          pause(1000L * length / bytesPerSecond);
          return PASS;
        });
  }

  /** Ends every fault. What a black hole held back travels on. */
  public void heal() {
    faults.clear();
  }

  /** How many connections have been cut so far: a test shows by it that its fault took place. */
  public int cuts() {
    return cuts.get();
  }

  /** Ends all connections and refuses new ones. */
  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    links.forEach(Link::close);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        try {
          Link link = new Link(client, new Socket(server.getAddress(), server.getPort()));
          links.add(link);
          inBackground(() -> carry(link, Direction.REQUEST, link.client, link.server));
          inBackground(() -> carry(link, Direction.REPLY, link.server, link.client));
        } catch (IOException serverIsDown) {
          client.close();
        }
      } catch (IOException closed) {
        // the loop's condition tells whether it was the door
      }
    }
  }

  private void carry(Link link, Direction direction, Socket from, Socket to) {
    byte[] data = new byte[BUFFER_BYTES];
    try {
      InputStream in = from.getInputStream();
      for (int length = in.read(data); length >= 0; length = in.read(data)) {
        Fault fault = faults.getOrDefault(direction, NO_FAULT);
        int pass = link.replyIsLost ? 0 : fault.inspect(link, data, length);
        boolean cut = pass != PASS && (link.replyIsLost || faults.remove(direction, fault));
        to.getOutputStream().write(data, 0, cut ? pass : length);
        if (cut) {
          cuts.incrementAndGet();
          link.close();
        }
      }
      to.shutdownOutput();
    } catch (IOException eitherSideIsGone) {
      link.close();
    }
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "tcp-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final int PASS = -1;
  private static final Fault NO_FAULT = (link, data, length) -> PASS;

  private interface Fault {
    /** Returns {@link #PASS}, or how many of these bytes still pass before the cut. */
    int inspect(Link link, byte[] data, int length);
  }

  private final class BlackHole implements Fault {
    @Override
    public int inspect(Link link, byte[] data, int length) {
      while (faults.containsValue(this) && !link.client.isClosed()) {
        pause(10);
      }
      return PASS;
    }
  }

  /** Finds a text even if it arrives in pieces. */
  private static final class Token {

    private final String text;
    private final Map<Link, String> ends = new ConcurrentHashMap<>();

    private Token(String text) {
      this.text = text.toLowerCase(Locale.ROOT);
    }

    private int find(Link link, byte[] data, int length) {
      String before = ends.getOrDefault(link, "");
      String news = new String(data, 0, length, StandardCharsets.ISO_8859_1);
      String all = before + news.toLowerCase(Locale.ROOT);
      ends.put(link, all.substring(Math.max(0, all.length() - text.length() + 1)));
      int start = all.indexOf(text);
      return start < 0 ? PASS : Math.max(0, start - before.length());
    }
  }

  /** One client's connection and its continuation to the server. */
  private static final class Link {

    private final Socket client;
    private final Socket server;
    private volatile boolean replyIsLost;

    private Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    private void close() {
      try {
        client.close();
        server.close();
      } catch (IOException alreadyBroken) {
        // closing is all that was wanted
      }
    }
  }
}
