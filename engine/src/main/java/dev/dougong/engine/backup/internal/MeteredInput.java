package dev.dougong.engine.backup.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A part that is counted and digested as it is read. Closing it leaves the rest of the backup. */
final class MeteredInput extends FilterInputStream {

  private final Meter meter;

  MeteredInput(InputStream in, Meter meter) {
    super(in);
    this.meter = meter;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read > 0) {
      meter.add(buffer, offset, read);
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    throw new IOException("what is skipped is not digested");
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {
    // the backup goes on behind this part
  }
}
