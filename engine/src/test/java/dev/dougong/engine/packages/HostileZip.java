package dev.dougong.engine.packages;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Writes zips byte by byte, so that they can lie. */
final class HostileZip {

  private HostileZip() {}

  /** A file and what the zip says about it. */
  static final class Entry {

    private byte[] name;
    private byte @Nullable [] localName;
    private byte[] packed;
    private final byte[] content;
    private int method;
    private int flags;
    private int crc;
    private int size;
    private @Nullable Integer localSize;
    private @Nullable Integer offset;
    private int mode = 0x81A4;

    private Entry(String name, byte[] content) {
      this.name = name.getBytes(StandardCharsets.UTF_8);
      this.content = content;
      this.packed = content;
      this.size = content.length;
      CRC32 sum = new CRC32();
      sum.update(content);
      this.crc = (int) sum.getValue();
    }

    static Entry of(String name, String text) {
      return new Entry(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Entry of(String name, byte[] content) {
      return new Entry(name, content);
    }

    String name() {
      return new String(name, StandardCharsets.UTF_8);
    }

    Entry deflate() {
      Deflater deflater = new Deflater(9, true);
      deflater.setInput(content);
      deflater.finish();
      byte[] buffer = new byte[content.length + 100];
      int length = deflater.deflate(buffer);
      deflater.end();
      packed = Arrays.copyOf(buffer, length);
      method = 8;
      return this;
    }

    void rename(String to) {
      name = to.getBytes(StandardCharsets.UTF_8);
    }

    void rawName(byte[] bytes) {
      name = bytes;
    }

    void localName(String other) {
      localName = other.getBytes(StandardCharsets.UTF_8);
    }

    void localSize(int other) {
      localSize = other;
    }

    Entry mode(int unix) {
      mode = unix;
      return this;
    }

    void crc(int other) {
      crc = other;
    }

    Entry size(int other) {
      size = other;
      return this;
    }

    void breakPacked() {
      Arrays.fill(packed, (byte) 0xFF);
    }

    void flags(int bits) {
      flags = bits;
    }

    void method(int other) {
      method = other;
    }

    void offset(int other) {
      offset = other;
    }
  }

  static List<Entry> entries(SortedMap<String, byte[]> files) {
    List<Entry> entries = new ArrayList<>();
    files.forEach((name, content) -> entries.add(Entry.of(name, content)));
    return entries;
  }

  static byte[] write(List<Entry> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      int at = out.size();
      byte[] local = entry.localName == null ? entry.name : entry.localName;
      Integer localSize = entry.localSize;
      ByteBuffer head = buffer(30);
      head.putInt(0x04034b50).putShort((short) 20).putShort((short) entry.flags);
      head.putShort((short) entry.method).putInt(0).putInt(entry.crc).putInt(entry.packed.length);
      head.putInt(localSize == null ? entry.size : localSize);
      head.putShort((short) local.length).putShort((short) 0);
      out.writeBytes(head.array());
      out.writeBytes(local);
      out.writeBytes(entry.packed);
      directory.writeBytes(central(entry, at));
      directory.writeBytes(entry.name);
    }
    int start = out.size();
    out.writeBytes(directory.toByteArray());
    ByteBuffer end = buffer(22);
    end.putInt(0x06054b50).putInt(0).putShort((short) entries.size());
    end.putShort((short) entries.size()).putInt(directory.size()).putInt(start).putShort((short) 0);
    out.writeBytes(end.array());
    return out.toByteArray();
  }

  private static byte[] central(Entry entry, int at) {
    Integer offset = entry.offset;
    ByteBuffer head = buffer(46);
    head.putInt(0x02014b50).putShort((short) (3 << 8 | 20)).putShort((short) 20);
    head.putShort((short) entry.flags).putShort((short) entry.method).putInt(0);
    head.putInt(entry.crc).putInt(entry.packed.length).putInt(entry.size);
    head.putShort((short) entry.name.length).putShort((short) 0).putShort((short) 0);
    head.putShort((short) 0).putShort((short) 0).putInt(entry.mode << 16);
    head.putInt(offset == null ? at : offset);
    return head.array();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
