package dev.tieline.qingcloud.internal;

import dev.tieline.error.InvalidTopologyException;
import dev.tieline.net.Cidr;
import dev.tieline.topology.Backend;
import dev.tieline.topology.Listener;
import dev.tieline.topology.LoadBalancer;

/** What can be told of a load balancer without a call. */
final class BalancerCheck {
  // "50 listeners and 200 backends of a balancer, 100 of a listener" (user guide, read 2026-11)
  private static final int MOST_LISTENERS = 50;
  private static final int MOST_BACKENDS = 200;
  private static final int MOST_OF_LISTENER = 100;

  private BalancerCheck() {}

  static void check(LoadBalancer link) {
    try {
      BalancerOptions.of(link);
    } catch (IllegalArgumentException e) {
      throw new InvalidTopologyException("link " + link.name() + ": " + e.getMessage());
    }
    if (link.groups().size() > 1) {
      throw wrong(link, "names groups " + link.groups(), "one, since it can have no more");
    }
    if (!link.groups().isEmpty() && !link.sources().isEmpty()) {
      throw wrong(
          link,
          "names group " + link.groups().get(0) + " and sources " + link.sources(),
          "one of both: the rules of a group that is there are its owner's");
    }
    for (Cidr source : link.sources()) {
      if (!source.isV4()) {
        throw wrong(link, "may be reached from " + source, "IPv4 blocks");
      }
    }
    count(link, "listeners", link.listeners().size(), MOST_LISTENERS);
    count(link, "backends", link.backends().size(), MOST_BACKENDS);
    for (Listener listener : link.listeners()) {
      check(link, listener);
    }
  }

  private static void check(LoadBalancer link, Listener listener) {
    int port = listener.port();
    // the cloud's SDK for Python refuses all others before it calls (read 2026-11)
    if (port != 25 && port != 80 && port != 443 && port < 1024) {
      throw wrong(link, "listens to port " + port, "25, 80, 443, or 1024 to 65535");
    }
    count(link, "backends behind port " + port, listener.backends().size(), MOST_OF_LISTENER);
    for (Backend backend : listener.backends()) {
      if (backend instanceof Backend.Instance i && !BalancerOptions.isInstance(i.id())) {
        throw wrong(link, "names instance " + i.id(), "an id, i-...");
      }
      if (backend instanceof Backend.Address a && !a.ip().isV4()) {
        throw wrong(link, "names backend " + a.ip(), "an IPv4 address");
      }
    }
  }

  private static void count(LoadBalancer link, String what, int number, int most) {
    if (number > most) {
      throw wrong(link, "has " + number + " " + what, most + " at most");
    }
  }

  private static InvalidTopologyException wrong(LoadBalancer link, String found, String expected) {
    return new InvalidTopologyException(
        "link " + link.name() + " " + found + " (expected: " + expected + ")");
  }
}
