package dev.dougong.web.backup.s3;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.function.Supplier;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/** The server itself; only {@link LocalStore} makes one, in a class loader of its own. */
public final class StoreInside implements Supplier<URI>, Closeable {

  private final BlobStoreContext context;
  private final S3Proxy server;

  /** Starts, with one bucket and one access key. */
  public StoreInside(String address, String bucket, String keyId, String secret) throws Exception {
    context =
        ContextBuilder.newBuilder(new TransientNio2BlobApiMetadata())
            .credentials("memory", "memory")
            .buildView(BlobStoreContext.class);
    BlobStore objects = context.getBlobStore();
    boolean unused = objects.createContainerInLocation(null, bucket);
    server =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create(address))
            .awsAuthentication(AuthenticationType.AWS_V4, keyId, secret)
            .build();
    server.start();
  }

  @Override
  public URI get() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException(e);
    }
    context.close();
  }
}
