package dev.tieline.testkit;

import dev.tieline.testkit.internal.CloudFunction;
import dev.tieline.testkit.internal.HttpShell;
import dev.tieline.testkit.internal.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all fakes do alike, whatever their wire.
 *
 * @param <C> who asks
 * @param <R> what is asked for
 */
abstract class ServedCloud<C extends CloudFunction.Asker, R extends CloudFunction.Asked>
    implements FakeCloud {

  private final CloudServer<C, R> server;
  private final Permissions permissions;
  private @Nullable HttpShell shell;

  ServedCloud(CloudServer<C, R> server) {
    this.server = server;
    this.permissions = new Permissions(server);
  }

  final CloudServer<C, R> server() {
    return server;
  }

  /**
   * Serves over HTTP on a free port of the loopback interface; a second call answers the same.
   *
   * @return the endpoint, good for all services, accounts and regions
   */
  public URI serve() {
    return serve(0);
  }

  /**
   * Serves over HTTP on a port of the loopback interface; a second call answers the first endpoint.
   *
   * @param port the port, 0 for a free one
   * @return the endpoint, good for all services, accounts and regions
   * @throws IllegalStateException when the port is taken
   */
  public synchronized URI serve(int port) {
    if (shell == null) {
      shell = HttpShell.serve(port, server::handle);
    }
    return shell.endpoint();
  }

  /** Stops serving over HTTP, if it was begun; the in-process way stays open. */
  @Override
  public synchronized void close() {
    if (shell != null) {
      shell.close();
      shell = null;
    }
  }

  /**
   * Serves one request in-process, exactly as over HTTP: the signature is checked as well.
   *
   * @param ask the request
   * @return the answer
   * @throws java.io.UncheckedIOException when a fault resets the connection
   */
  @Override
  public Reply handle(Ask ask) {
    return server.handle(ask);
  }

  /**
   * Returns the scripted faults.
   *
   * @return the faults, open for more
   */
  @Override
  public Faults faults() {
    return server.faults();
  }

  /**
   * Returns the calls that clients made so far, in the order of their ends; of more than a million
   * the latest.
   *
   * @return a copy
   */
  public List<Call> calls() {
    return server.calls();
  }

  /** Forgets the calls made so far. */
  public void resetCalls() {
    server.resetCalls();
  }

  /**
   * Adds a listener to all further calls of clients.
   *
   * @param listener the listener
   */
  @Override
  public void observe(CallListener listener) {
    server.observe(listener);
  }

  /**
   * Sets the cloud's wall clock off, against which the times of signatures are checked: too far
   * apart and every call is refused. Does not touch the time of the cloud's life.
   *
   * @param skew how much the cloud's clock is ahead; negative when it is behind
   */
  public void clockSkew(Duration skew) {
    server.skew(Objects.requireNonNull(skew, "skew"));
  }

  /**
   * Returns the permissions of the accounts.
   *
   * @return the permissions, open for change
   */
  @Override
  public Permissions permissions() {
    return permissions;
  }

  /**
   * Takes a region down or up again; a region that is down answers 503 to everything.
   *
   * @param region the region's name
   * @param down whether it is down
   * @throws IllegalArgumentException when the fake has no such region
   */
  @Override
  public void regionDown(String region, boolean down) {
    checkRegion(region);
    server.configure(world -> Settings.regionDown(world, region, down));
  }

  /**
   * Makes all reads lag behind the writes; default zero.
   *
   * @param lag how far, in the cloud's time
   */
  @Override
  public void lag(Duration lag) {
    server.lag(Objects.requireNonNull(lag, "lag"));
  }

  /**
   * Makes lists lag behind the writes while reads by id do not; default zero.
   *
   * @param lag how far, in the cloud's time
   */
  @Override
  public void listLag(Duration lag) {
    server.listLag(Objects.requireNonNull(lag, "lag"));
  }

  /**
   * Makes tags lag behind the objects that bear them; default zero.
   *
   * @param lag how far, in the cloud's time
   */
  @Override
  public void tagLag(Duration lag) {
    server.tagLag(Objects.requireNonNull(lag, "lag"));
  }

  final void checkAccount(String account) {
    if (!accounts().contains(account)) {
      throw new IllegalArgumentException(
          "account: " + account + " (expected one of: " + String.join(", ", accounts()) + ")");
    }
  }

  final void checkRegion(String region) {
    if (!regions().contains(region)) {
      throw new IllegalArgumentException(
          "region: " + region + " (expected one of: " + String.join(", ", regions()) + ")");
    }
  }
}
