package io.decant.connectors.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCursor;
import io.decant.connectors.documents.DocumentRows;
import io.decant.connectors.documents.IdFirst;
import io.decant.connectors.documents.MalformedDocument;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.row.RowBatch;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;

/**
 * Walks a cursor and turns each document's bytes into rows. A document whose rows do not fit into
 * the batch is gone on with in the next one.
 */
final class MongoReader implements BatchReader {
  private final MongoSession session;
  private final ClientSession reading;
  private final Iterator<FindIterable<RawBsonDocument>> found;
  private final DocumentRows rows;
  private final Split split;
  private MongoCursor<RawBsonDocument> cursor;
  private boolean midway;

  /**
   * @param found one after the other, at least one
   */
  MongoReader(
      MongoSession session,
      ClientSession reading,
      List<FindIterable<RawBsonDocument>> found,
      DocumentRows rows,
      Split split) {
    this.session = session;
    this.reading = reading;
    this.found = found.iterator();
    this.cursor = this.found.next().cursor();
    this.rows = rows;
    this.split = split;
  }

  @Override
  public boolean read(RowBatch into) {
    into.clear();
    try {
      while (!into.isFull() && (midway || hasNext())) {
        if (!midway) {
          ByteBuf bytes = cursor.next().getByteBuffer();
          IdFirst.move(bytes.array(), bytes.position(), bytes.limit());
          rows.document(bytes.array(), bytes.position(), bytes.limit());
        }
        midway = !rows.append(into);
      }
    } catch (MongoException failure) {
      throw session.failed(failure, split.table().toString());
    } catch (MalformedDocument broken) {
      throw new EndpointFailure(
          session.endpoint().role(),
          split.table().toString(),
          "a document is damaged: " + broken.getMessage(),
          "Ask the server to look: db.collection.validate().",
          broken);
    }
    return into.rows() > 0;
  }

  private boolean hasNext() {
    while (!cursor.hasNext()) {
      if (!found.hasNext()) {
        return false;
      }
      cursor.close();
      cursor = found.next().cursor();
    }
    return true;
  }

  @Override
  public Map<String, Long> notes() {
    return rows.notes();
  }

  /** The cursor's end is told to the server, which need not answer. */
  @Override
  public void close() {
    try (reading) {
      cursor.close();
    } catch (RuntimeException gone) {
      // there is nothing left to free
    }
  }
}
