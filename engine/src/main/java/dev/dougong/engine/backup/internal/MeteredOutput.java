package dev.dougong.engine.backup.internal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A part that is counted and digested as it is written. */
final class MeteredOutput extends FilterOutputStream {

  private final Meter meter;

  MeteredOutput(OutputStream out, Meter meter) {
    super(out);
    this.meter = meter;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    out.write(buffer, offset, length);
    meter.add(buffer, offset, length);
  }
}
