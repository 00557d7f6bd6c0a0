package dev.tieline.testkit;

import dev.tieline.testkit.contract.Monitor;
import dev.tieline.testkit.internal.Watcher;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A monitor that is a fake's witness as well. Thread-safe. */
abstract class WatchingMonitor implements Monitor {
  private final CloudServer<?, ?> server;
  private final Watcher watcher;
  private final List<String> effects = new CopyOnWriteArrayList<>();

  WatchingMonitor(CloudServer<?, ?> server, Watcher watcher) {
    this.server = server;
    this.watcher = watcher;
    noticed();
    server.witness(
        (action, parameters, before, after) ->
            watcher
                .done(before, after, server.time().instant(), parameters)
                .forEach(wrong -> effects.add(action + " " + parameters + ": " + wrong)));
  }

  @Override
  public final String judge(Call call, SortedMap<String, String> parameters) {
    return watcher.asked(server.present(), server.time().instant(), call.action(), parameters);
  }

  @Override
  public final void noticed() {
    watcher.look(server.present(), server.time().instant());
  }

  @Override
  public final List<String> effects() {
    return List.copyOf(effects);
  }
}
