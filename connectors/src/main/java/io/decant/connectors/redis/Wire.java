package io.decant.connectors.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A connection to one database of a server: commands go out, replies come in, many of them on their
 * way. For one thread at a time. A reply is bytes, a {@code Long}, a list of replies or null.
 */
final class Wire {
  private final Connection connection;
  private final RedisSockets sockets;
  private final Failures failures;
  final Nodes.Node node;
  final int database;
  private boolean broken;

  Wire(
      Connection connection,
      RedisSockets sockets,
      Failures failures,
      Nodes.Node node,
      int database) {
    this.node = node;
    this.connection = connection;
    this.sockets = sockets;
    this.failures = failures;
    this.database = database;
  }

  /** Sends a command; its reply is to be asked for later, in this order. */
  void send(ProtocolCommand command, byte[]... arguments) {
    try {
      connection.sendCommand(command, arguments);
    } catch (JedisException failure) {
      broken = true;
      throw failures.classify(failure);
    }
  }

  void send(ProtocolCommand command, List<byte[]> arguments) {
    send(command, arguments.toArray(new byte[0][]));
  }

  /** Sends commands as they are, when all that was sent before has been answered or sent so. */
  void write(Resp commands) {
    try {
      commands.writeTo(sockets.out());
    } catch (IOException failure) {
      broken = true;
      throw failures.classify(new JedisConnectionException(failure));
    }
  }

  /** The next reply; an error that the server sent is returned as it is. */
  @Nullable Object anyReply() {
    try {
      return connection.getOne();
    } catch (JedisDataException refused) {
      return refused;
    } catch (JedisException failure) {
      broken = true;
      throw failures.classify(failure);
    }
  }

  /** The next reply, which must be no error. */
  @Nullable Object reply() {
    Object reply = anyReply();
    if (reply instanceof JedisDataException refused) {
      broken = true; // what else is on its way would be taken for the answer to the next question
      throw failures.classify(refused);
    }
    return reply;
  }

  @Nullable Object call(ProtocolCommand command, byte[]... arguments) {
    send(command, arguments);
    return reply();
  }

  List<?> list(ProtocolCommand command, byte[]... arguments) {
    return asList(call(command, arguments));
  }

  long number(ProtocolCommand command, byte[]... arguments) {
    return asLong(call(command, arguments));
  }

  boolean usable() {
    return !broken && !connection.isBroken() && connection.isConnected();
  }

  /** Replies that nobody will ask for make it useless to others. */
  void abandon() {
    broken = true;
  }

  void close() {
    try {
      connection.close();
    } catch (JedisException alreadyGone) {
      broken = true;
    }
  }

  static long asLong(@Nullable Object reply) {
    return reply instanceof Long number ? number : -1;
  }

  static List<?> asList(@Nullable Object reply) {
    return reply instanceof List<?> list ? list : List.of();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] bytes(long number) {
    return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  static String text(@Nullable Object reply) {
    return reply instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
  }
}
