package dev.dougong.web.backup.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A part of a file, read as it is wanted; ends early where the file has become shorter. */
final class PartStream extends InputStream {

  private final FileChannel channel;
  private long at;
  private final long end;

  PartStream(Path file, long from, long length) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    this.at = from;
    this.end = from + length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int wanted = (int) Math.min(length, end - at);
    int read = wanted == 0 ? -1 : channel.read(ByteBuffer.wrap(buffer, offset, wanted), at);
    at += Math.max(read, 0);
    return read;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
