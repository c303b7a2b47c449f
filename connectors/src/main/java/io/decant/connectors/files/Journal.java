package io.decant.connectors.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * {@code _decant/journal}: the memory of a folder, and where commits happen. One line a change,
 * behind the checksum of it; a line is durable before anybody acts on it, so rows and their ledger
 * entry become durable in one step. A line that was cut off by a power cut is the last one, and
 * never happened.
 *
 * <p>Whoever changes the folder holds the lock of {@code _decant/lock} meanwhile, and first reads
 * what others have added: so a run that was taken over by another process is told so. Thread-safe.
 */
final class Journal {
  private static final String NAME = "journal";
  private static final String LOCK = "lock";
  private static final int CHECKSUM_LENGTH = 8;

  /** Locks of files keep processes apart, not the threads of one. */
  private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private final Folder folder;
  private FolderState state = new FolderState();
  private long readTo;

  Journal(Folder folder) {
    this.folder = folder;
  }

  /** What is known now, of a folder without journal what its manifest tells. */
  synchronized <T> T read(Function<FolderState, T> question) {
    try {
      catchUp();
      return question.apply(state);
    } catch (IOException failure) {
      throw folder.failure(failure);
    }
  }

  /**
   * Changes the folder, alone.
   *
   * @param decision is given what is known, and says what happens; what it throws changes nothing
   * @return what is known after it
   */
  synchronized <T> T change(
      Function<FolderState, List<Change>> decision, Function<FolderState, T> answer) {
    try {
      folder.make();
      ReentrantLock own =
          LOCKS.computeIfAbsent(folder.path().toRealPath(), unused -> new ReentrantLock());
      own.lock();
      try (FileChannel lock = open(LOCK);
          FileLock held = lock.lock();
          FileChannel channel = open(NAME)) {
        if (channel.size() == 0) {
          adopt(channel);
        }
        catchUp();
        // Behind the last whole line stands at most the beginning of one that never happened.
        channel.truncate(readTo);
        append(channel, decision.apply(state));
        return answer.apply(state);
      } finally {
        own.unlock();
      }
    } catch (IOException failure) {
      throw folder.failure(failure);
    }
  }

  private FileChannel open(String name) throws IOException {
    return FileChannel.open(
        folder.own(name),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private void adopt(FileChannel channel) throws IOException {
    state = new FolderState();
    readTo = 0;
    List<Change> first = new ArrayList<>();
    Manifest.read(folder).ifPresent(manifest -> first.add(manifest.adopted()));
    append(channel, first);
    Folder.sync(folder.path().resolve(Folder.OWN));
  }

  private void append(FileChannel channel, List<Change> changes) throws IOException {
    if (changes.isEmpty()) {
      return;
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Change change : changes) {
      byte[] text = FolderText.bytes(change);
      lines.writeBytes(checksum(text, 0, text.length).getBytes(StandardCharsets.US_ASCII));
      lines.write(' ');
      lines.writeBytes(text);
      lines.write('\n');
    }
    ByteBuffer bytes = ByteBuffer.wrap(lines.toByteArray());
    long at = readTo;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
    channel.force(true);
    changes.forEach(change -> change.apply(state));
    readTo = at;
  }

  private void catchUp() throws IOException {
    Path file = folder.own(NAME);
    long size = Files.exists(file) ? Files.size(file) : 0;
    if (size < readTo || size == 0) {
      state = new FolderState();
      readTo = 0;
    }
    if (size == 0) {
      Manifest.read(folder).ifPresent(manifest -> manifest.adopted().apply(state));
    } else if (size > readTo) {
      if (readTo == 0) {
        state = new FolderState();
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size - readTo));
        while (bytes.hasRemaining() && channel.read(bytes, readTo + bytes.position()) >= 0) {}
        replay(bytes.array(), bytes.position());
      }
    }
  }

  private void replay(byte[] bytes, int length) throws IOException {
    int from = 0;
    for (int at = 0; at < length; at++) {
      if (bytes[at] == '\n') {
        if (!isWhole(bytes, from, at)) {
          requireLast(bytes, at, length);
          return;
        }
        int start = from + CHECKSUM_LENGTH + 1;
        byte[] text = java.util.Arrays.copyOfRange(bytes, start, at);
        FolderText.parse(text, Change.class).apply(state);
        readTo += at + 1 - from;
        from = at + 1;
      }
    }
  }

  private static boolean isWhole(byte[] bytes, int from, int to) {
    int start = from + CHECKSUM_LENGTH + 1;
    return to > start
        && new String(bytes, from, CHECKSUM_LENGTH, StandardCharsets.US_ASCII)
            .equals(checksum(bytes, start, to - start));
  }

  /** A damaged line with others behind it did happen: what follows it may rest on it. */
  private void requireLast(byte[] bytes, int at, int length) {
    for (int from = at + 1, end = from; end < length; end++) {
      if (bytes[end] == '\n') {
        if (isWhole(bytes, from, end)) {
          throw folder.failure(
              folder.own(NAME) + " is damaged at byte " + readTo,
              "Restore it, or remove the folder _decant: then the manifest alone counts.",
              null);
        }
        from = end + 1;
      }
    }
  }

  private static String checksum(byte[] bytes, int offset, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, offset, length);
    return "%08x".formatted(checksum.getValue());
  }
}
