package io.decant.connectors.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A shared library whose functions do nothing but answer, written byte by byte. Servers ask the
 * loader for libraries that many machines lack and only root can install, and then do not use them:
 * MySQL's libaio and libnuma with native asynchronous I/O off, except {@code numa_available()},
 * whose -1 means "no"; MongoDB's libcurl without cloud or OpenID, except that it is to start and to
 * say that it can speak TLS. Source of the layout: System V ABI, AMD64 supplement, and the Linux
 * Standard Base 5.0, "Symbol Versioning".
 *
 * @param name the name the loader looks for
 * @param pointers symbols that are null pointers
 */
record StandInLibrary(String name, List<Symbol> functions, List<Symbol> pointers) {

  /** A symbol with the version under which the server was linked to it; the loader insists. */
  record Symbol(String name, String version, Answer answer) {
    Symbol(String name, String version) {
      this(name, version, Answer.MINUS_ONE);
    }
  }

  /** What a function returns. */
  enum Answer {
    MINUS_ONE(0x48, 0xC7, 0xC0, 0xFF, 0xFF, 0xFF, 0xFF, 0xC3), // mov rax, -1; ret
    ZERO(0x31, 0xC0, 0xC3), // xor eax, eax; ret
    /** The address of a structure in which every bit is set. */
    EVERYTHING(0x48, 0x8D, 0x05, CODE_BYTES - 7, 0, 0, 0, 0xC3); // lea rax, what follows; ret

    private final byte[] code;

    Answer(int... code) {
      this.code = new byte[code.length];
      for (int i = 0; i < code.length; i++) {
        this.code[i] = (byte) code[i];
      }
    }

    private int address() {
      return CODE + CODE_BYTES * ordinal();
    }
  }

  private static final int PAGE = 0x1000;
  private static final int CODE = 0x800;
  private static final int DYNAMIC = PAGE;
  private static final int POINTERS = PAGE + 0x200;
  private static final int SIZE = PAGE + 0x300;
  private static final String CURL = "CURL_OPENSSL_4";
  private static final int CODE_BYTES = 16;
  private static final int STRUCTURE_BYTES = 256;

  static StandInLibrary asynchronousIo() {
    return new StandInLibrary(
        "libaio.so.1",
        List.of(
            new Symbol("io_submit", "LIBAIO_0.1"),
            new Symbol("io_setup", "LIBAIO_0.4"),
            new Symbol("io_getevents", "LIBAIO_0.4")),
        List.of());
  }

  static StandInLibrary numa() {
    return new StandInLibrary(
        "libnuma.so.1",
        List.of(
            new Symbol("numa_available", "libnuma_1.1"),
            new Symbol("numa_alloc_local", "libnuma_1.1"),
            new Symbol("numa_alloc_onnode", "libnuma_1.1"),
            new Symbol("numa_free", "libnuma_1.1"),
            new Symbol("numa_node_of_cpu", "libnuma_1.2")),
        List.of(new Symbol("numa_all_nodes_ptr", "libnuma_1.2")));
  }

  static StandInLibrary curl() {
    return new StandInLibrary(
        "libcurl.so.4",
        List.of(
            new Symbol("curl_global_init", CURL, Answer.ZERO),
            new Symbol("curl_version_info", CURL, Answer.EVERYTHING),
            new Symbol("curl_global_cleanup", CURL),
            new Symbol("curl_easy_init", CURL, Answer.ZERO),
            new Symbol("curl_easy_setopt", CURL),
            new Symbol("curl_easy_perform", CURL),
            new Symbol("curl_easy_getinfo", CURL),
            new Symbol("curl_easy_strerror", CURL, Answer.ZERO),
            new Symbol("curl_easy_cleanup", CURL),
            new Symbol("curl_slist_append", CURL, Answer.ZERO),
            new Symbol("curl_slist_free_all", CURL)),
        List.of());
  }

  void write(Path file) throws IOException {
    Files.write(file, bytes());
  }

  private byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    Strings strings = new Strings();
    List<String> versions = versions();
    header(out);
    final int hash = out.position();
    hashTable(out);
    final int symbols = align(out, 8);
    symbolTable(out, strings);
    final int symbolVersions = out.position();
    symbolVersions(out, versions);
    final int definitions = align(out, 8);
    versionDefinitions(out, strings, versions);
    final int soname = strings.offset(name);
    final int text = out.position();
    out.put(strings.bytes());
    if (out.position() > CODE) {
      throw new IllegalStateException(name + " has too many symbols");
    }
    for (Answer answer : Answer.values()) {
      out.position(answer.address()).put(answer.code);
    }
    byte[] everything = new byte[STRUCTURE_BYTES];
    Arrays.fill(everything, (byte) -1);
    out.position(Answer.EVERYTHING.address() + CODE_BYTES).put(everything);
    out.position(DYNAMIC);
    entry(out, 14, soname);
    entry(out, 4, hash);
    entry(out, 5, text);
    entry(out, 10, strings.bytes().length);
    entry(out, 6, symbols);
    entry(out, 11, 24); // bytes of one symbol
    entry(out, 0x6ffffff0, symbolVersions);
    entry(out, 0x6ffffffc, definitions);
    entry(out, 0x6ffffffd, versions.size() + 1);
    entry(out, 0, 0);
    return out.array();
  }

  private List<String> versions() {
    return Stream.concat(functions.stream(), pointers.stream())
        .map(Symbol::version)
        .distinct()
        .toList();
  }

  /**
   * The file header and four segments: code and tables, writable data, the dynamic table, stack.
   */
  private static void header(ByteBuffer out) {
    out.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
    out.putShort((short) 3).putShort((short) 62).putInt(1); // shared object for x86-64
    out.putLong(0).putLong(64).putLong(0).putInt(0); // no entry point; segments follow
    out.putShort((short) 64).putShort((short) 56).putShort((short) 4);
    out.position(64);
    segment(out, 1, 5, 0, PAGE, PAGE);
    segment(out, 1, 6, DYNAMIC, SIZE - PAGE, PAGE);
    segment(out, 2, 6, DYNAMIC, POINTERS - DYNAMIC, 8);
    segment(out, 0x6474e551, 6, 0, 0, 16); // the stack need not be executable
  }

  private static void segment(
      ByteBuffer out, int type, int flags, long start, long bytes, long align) {
    out.putInt(type).putInt(flags);
    out.putLong(start).putLong(start).putLong(start).putLong(bytes).putLong(bytes).putLong(align);
  }

  /** One bucket that chains all symbols: they are few. */
  private void hashTable(ByteBuffer out) {
    int count = 1 + functions.size() + pointers.size();
    out.putInt(1).putInt(count).putInt(1).putInt(0);
    for (int i = 1; i < count; i++) {
      out.putInt(i + 1 < count ? i + 1 : 0);
    }
  }

  private void symbolTable(ByteBuffer out, Strings strings) {
    out.put(new byte[24]);
    for (Symbol function : functions) {
      symbol(out, strings.offset(function.name()), 0x12, function.answer().address(), CODE_BYTES);
    }
    for (Symbol pointer : pointers) {
      int address = POINTERS + 8 * pointers.indexOf(pointer);
      symbol(out, strings.offset(pointer.name()), 0x11, address, 8);
    }
  }

  private static void symbol(ByteBuffer out, int name, int kind, long address, long bytes) {
    out.putInt(name).put((byte) kind).put((byte) 0).putShort((short) 1);
    out.putLong(address).putLong(bytes);
  }

  private void symbolVersions(ByteBuffer out, List<String> versions) {
    out.putShort((short) 0);
    functions.forEach(f -> out.putShort((short) (2 + versions.indexOf(f.version()))));
    pointers.forEach(p -> out.putShort((short) (2 + versions.indexOf(p.version()))));
  }

  private void versionDefinitions(ByteBuffer out, Strings strings, List<String> versions) {
    versionDefinition(out, strings, name, 1, false);
    for (int i = 0; i < versions.size(); i++) {
      versionDefinition(out, strings, versions.get(i), i + 2, i + 1 == versions.size());
    }
  }

  private static void versionDefinition(
      ByteBuffer out, Strings strings, String version, int index, boolean last) {
    out.putShort((short) 1).putShort((short) (index == 1 ? 1 : 0)).putShort((short) index);
    out.putShort((short) 1).putInt(hash(version)).putInt(20).putInt(last ? 0 : 28);
    out.putInt(strings.offset(version)).putInt(0);
  }

  private static void entry(ByteBuffer out, long tag, long value) {
    out.putLong(tag).putLong(value);
  }

  private static int align(ByteBuffer out, int bytes) {
    out.position((out.position() + bytes - 1) / bytes * bytes);
    return out.position();
  }

  /** The System V hash of a name. */
  private static int hash(String name) {
    int hash = 0;
    for (byte letter : name.getBytes(StandardCharsets.US_ASCII)) {
      hash = (hash << 4) + letter;
      int high = hash & 0xf0000000;
      hash = (hash ^ (high >>> 24)) & ~high;
    }
    return hash;
  }

  /** Zero-terminated strings, named by their offset; the first is empty. */
  private static final class Strings {

    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    private Strings() {
      text.write(0);
    }

    int offset(String string) {
      int offset = text.size();
      text.writeBytes(
          Arrays.copyOf(string.getBytes(StandardCharsets.US_ASCII), string.length() + 1));
      return offset;
    }

    byte[] bytes() {
      return text.toByteArray();
    }
  }
}
