package io.decant.connectors.mongodb;

import com.mongodb.DuplicateKeyException;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Transient;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What the server's errors mean. Numbers: the server's {@code error_codes.yml}, which the manual
 * prints as "Error Codes".
 */
final class MongoErrors {
  private static final int UNAUTHORIZED = 13;
  private static final int SNAPSHOT_TOO_OLD = 239;
  private static final int LONGEST_MESSAGE = 300;

  private MongoErrors() {}

  /** Nobody answers: worth another try while rows move, but not before. */
  static DecantException atOpening(MongoException failure, Endpoint endpoint) {
    DecantException known = classify(failure, endpoint, endpoint.toString());
    if (known instanceof Transient) {
      Unanswered why = Unanswered.of(failure);
      return new EndpointFailure(
          endpoint.role(),
          endpoint.toString(),
          "cannot be reached: " + why.reason(),
          named(endpoint) + why.remedy(),
          failure);
    }
    return known;
  }

  /** The driver lets go of servers of another set without telling who asks. */
  private static String named(Endpoint endpoint) {
    String set = endpoint.parameters().getOrDefault("replicaSet", "");
    return set.isEmpty()
        ? ""
        : "Check that the servers' replica set is called '" + set + "' (replicaSet in the URL). ";
  }

  static boolean isUnauthorized(MongoException failure) {
    return failure.getCode() == UNAUTHORIZED;
  }

  static DecantException classify(MongoException failure, Endpoint endpoint, String where) {
    int code = code(failure);
    String message = message(failure);
    String value = valueCode(failure, code);
    if (!value.isEmpty()) {
      return new BadValue(where, value, message, "", failure);
    }
    if (failure instanceof MongoSecurityException && !isConnection(failure.getCause())) {
      return new EndpointFailure(
          endpoint.role(),
          where,
          "the server refuses the user or the password",
          "Check them in the URL; a user that is kept in another database than '"
              + endpoint.path()
              + "' needs ?authSource=admin.",
          failure);
    }
    if (cause(failure, UnknownHostException.class) != null
        || failure.toString().contains("UnknownHostException")) {
      return new EndpointFailure(
          endpoint.role(),
          where,
          "the host's name is unknown",
          "Check the host in the URL.",
          failure);
    }
    if (isConnection(failure) || isTransient(failure, code)) {
      return new Transient(endpoint.role(), where, message, failure);
    }
    return new EndpointFailure(
        endpoint.role(), where, message, remedy(code, message, endpoint), failure);
  }

  /** Of the write that failed, which a batch's error keeps inside. */
  private static int code(MongoException failure) {
    if (failure instanceof MongoBulkWriteException bulk && !bulk.getWriteErrors().isEmpty()) {
      return bulk.getWriteErrors().get(0).getCode();
    }
    return failure.getCode();
  }

  private static String valueCode(MongoException failure, int code) {
    if (failure instanceof DuplicateKeyException) {
      return "DUPLICATE_KEY";
    }
    return switch (code) {
      case 11000, 11001, 12582 -> "DUPLICATE_KEY";
      case 121 -> "CHECK_FAILED";
      case 10334, 17280, 17419, 17420 -> "DOCUMENT_TOO_LARGE";
      default -> "";
    };
  }

  private static boolean isConnection(@Nullable Throwable failure) {
    return failure instanceof MongoSocketException || failure instanceof MongoTimeoutException;
  }

  private static boolean isTransient(MongoException failure, int code) {
    if (failure.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)
        || failure.hasErrorLabel(MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL)
        || failure.hasErrorLabel("RetryableWriteError")) {
      return true;
    }
    return switch (code) {
      case 6,
          7,
          24,
          43,
          50,
          64,
          89,
          91,
          112,
          175,
          189,
          237,
          246,
          251,
          262,
          290,
          9001,
          10107,
          11600,
          11602,
          13435,
          13436 ->
          true;
      default -> false;
    };
  }

  private static String remedy(int code, String message, Endpoint endpoint) {
    return switch (code) {
      case UNAUTHORIZED ->
          "Grant the role: db.getSiblingDB(\"admin\").grantRolesToUser(\""
              + endpoint.user()
              + "\", [{role: \""
              + (endpoint.role() == DecantException.Role.SOURCE ? "read" : "readWrite")
              + "\", db: \""
              + endpoint.path()
              + "\"}]), in the database where the user is kept.";
      case SNAPSHOT_TOO_OLD ->
          "The server keeps the past for too short a time: db.adminCommand({setParameter: 1,"
              + " minSnapshotHistoryWindowInSeconds: 3600}), then start again.";
      case 14031 -> "Make room on the server's disk.";
      default ->
          message.contains("requires authentication")
              ? "Give user and password in the URL: mongodb://user:password@host/database."
              : "";
    };
  }

  /** One line, without the command, which may hold values. */
  static String message(MongoException failure) {
    String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (failure instanceof MongoCommandException command) {
      text = command.getErrorMessage();
    } else if (failure instanceof MongoWriteException write) {
      text = write.getError().getMessage();
    } else if (failure instanceof MongoBulkWriteException bulk
        && !bulk.getWriteErrors().isEmpty()) {
      text = bulk.getWriteErrors().get(0).getMessage();
    } else if (failure instanceof MongoTimeoutException) {
      text = Unanswered.of(failure).reason();
    }
    text = text.replaceAll("to execute command \\{ (\\w+).*", "to execute $1").strip();
    String line = text.lines().findFirst().orElse("");
    return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + " ..." : line;
  }

  static boolean isTls(MongoException failure) {
    return cause(failure, SSLException.class) != null || failure.toString().contains("SSL");
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> kind) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (kind.isInstance(each)) {
        return kind.cast(each);
      }
    }
    return null;
  }
}
