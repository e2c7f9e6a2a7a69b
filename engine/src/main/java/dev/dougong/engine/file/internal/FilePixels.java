package dev.dougong.engine.file.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many pixels a picture says that it has, read from its head; nothing is unpacked. A small file
 * can unfold to more than a browser has memory for.
 */
final class FilePixels {

  /** More than the largest cameras of phones make. */
  static final long MOST = 250_000_000;

  /** Heads of photographs hold previews and profiles before they tell their size. */
  private static final int HEAD = 2_000_000;

  private static final int UNSIGNED_SHORT = 0xffff;
  private static final long UNSIGNED_INT = 0xffff_ffffL;

  private FilePixels() {}

  /** The number; 0 where the head does not tell it. */
  static long of(Path bytes, String type) throws IOException {
    ByteBuffer head;
    try (InputStream in = Files.newInputStream(bytes)) {
      head = ByteBuffer.wrap(in.readNBytes(HEAD));
    }
    try {
      return switch (type) {
        case "image/png" -> ints(head, 16);
        case "image/gif" -> shorts(head.order(ByteOrder.LITTLE_ENDIAN), 6);
        case "image/jpeg" -> jpeg(head);
        case "image/bmp" -> bmp(head.order(ByteOrder.LITTLE_ENDIAN));
        case "image/webp" -> webp(head.order(ByteOrder.LITTLE_ENDIAN));
        default -> boxes(head);
      };
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      return 0; // cut off
    }
  }

  private static long ints(ByteBuffer head, int at) {
    return product(head.getInt(at) & UNSIGNED_INT, head.getInt(at + 4) & UNSIGNED_INT);
  }

  private static long shorts(ByteBuffer head, int at) {
    return (long) (head.getShort(at) & UNSIGNED_SHORT) * (head.getShort(at + 2) & UNSIGNED_SHORT);
  }

  private static long product(long width, long height) {
    return width == 0 || height <= Long.MAX_VALUE / width ? width * height : Long.MAX_VALUE;
  }

  /** A height below zero says that the lines stand the other way round. */
  private static long bmp(ByteBuffer head) {
    return product(Math.abs((long) head.getInt(18)), Math.abs((long) head.getInt(22)));
  }

  /** Segments, until the one that begins a frame. */
  private static long jpeg(ByteBuffer head) {
    int at = 2;
    while (true) {
      int mark = head.get(at + 1) & 0xff;
      if ((head.get(at) & 0xff) != 0xff) {
        return 0;
      }
      if (mark == 0xff) {
        at++; // filling
      } else if (mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc) {
        return shorts(head, at + 5);
      } else {
        at += 2 + (head.getShort(at + 2) & UNSIGNED_SHORT);
      }
    }
  }

  /** Plain, lossless or extended. */
  private static long webp(ByteBuffer head) {
    byte[] kind = new byte[4];
    head.get(12, kind);
    return switch (new String(kind, StandardCharsets.ISO_8859_1)) {
      case "VP8 " -> (long) (head.getShort(26) & 0x3fff) * (head.getShort(28) & 0x3fff);
      case "VP8L" -> {
        int both = head.getInt(21);
        yield (long) ((both & 0x3fff) + 1) * (((both >> 14) & 0x3fff) + 1);
      }
      case "VP8X" ->
          product((head.getInt(24) & 0xffffff) + 1L, (head.getInt(26) >>> 8 & 0xffffff) + 1L);
      default -> 0;
    };
  }

  /** The largest size that boxes of HEIC and AVIF tell. */
  private static long boxes(ByteBuffer head) {
    long most = 0;
    for (int at = 0; at + 16 <= head.limit(); at++) {
      if (head.get(at) == 'i' && head.getInt(at) == 0x69737065) {
        most = Math.max(most, ints(head, at + 8));
      }
    }
    return most;
  }
}
