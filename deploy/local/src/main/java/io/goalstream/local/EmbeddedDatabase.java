package io.goalstream.local;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The database of the local Goalstream, as a process of its own: speaks MongoDB's protocol, keeps
 * its data in one file.
 */
public final class EmbeddedDatabase {

  private EmbeddedDatabase() {}

  /** Arguments: the file and the port. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]).toAbsolutePath();
    Files.createDirectories(file.resolveSibling(""));
    MongoServer server = new MongoServer(new IndexedBackend(file.toString()));
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1])));
  }
}
