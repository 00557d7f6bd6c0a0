package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;
import dev.tieline.spi.Scope;
import java.time.Instant;
import java.util.List;

/**
 * A load balancer.
 *
 * @param applied whether no change of listeners or backends waits to be applied
 * @param vxnet the vxnet that it is in; empty if it has public addresses alone
 * @param eips the ids of its public addresses
 */
record Balancer(
    String id,
    Scope scope,
    String name,
    String description,
    Progress progress,
    boolean applied,
    String vxnet,
    List<String> addresses,
    List<String> eips,
    String group,
    Instant created)
    implements Progressing<Balancer>, Named {
  Balancer {
    addresses = List.copyOf(addresses);
    eips = List.copyOf(eips);
  }

  static Balancer from(Scope scope, Answer row) {
    return new Balancer(
        row.text("loadbalancer_id"),
        scope,
        row.text("loadbalancer_name"),
        row.text("description"),
        Progress.from(row),
        Wire.applied(row),
        row.text("vxnet_id"),
        row.textOrTexts("private_ips"),
        row.objects("eips").stream().map(eip -> eip.text("eip_id")).toList(),
        row.text("security_group_id"),
        Wire.time(row, "create_time"));
  }

  /** A balancer of which nothing is known but its id. */
  static Balancer unseen(Scope scope, String id) {
    return new Balancer(
        id, scope, "", "", Progress.unseen(), true, "", List.of(), List.of(), "", Instant.MIN);
  }

  @Override
  public Balancer at(Progress now) {
    return new Balancer(
        id, scope, name, description, now, applied, vxnet, addresses, eips, group, created);
  }

  @Override
  public List<String> jobsOf() {
    return List.of(id);
  }

  /**
   * A listener of a balancer.
   *
   * @param along whether it goes with its balancer, which is no longer wished; what only the survey
   *     tells
   */
  record Listener(
      String id,
      Scope scope,
      String balancer,
      String name,
      int port,
      String protocol,
      String backendProtocol,
      String mode,
      String checkMethod,
      String checkOption,
      boolean along)
      implements Named {
    static Listener from(Scope scope, Answer row) {
      return new Listener(
          row.text("loadbalancer_listener_id"),
          scope,
          row.text("loadbalancer_id"),
          row.text("loadbalancer_listener_name"),
          Wire.number(row, "listener_port"),
          row.text("listener_protocol"),
          row.text("backend_protocol"),
          row.text("balance_mode"),
          row.text("healthy_check_method"),
          row.text("healthy_check_option"),
          false);
    }

    /** The same listener, going with its balancer or not. */
    Listener along(boolean goes) {
      return new Listener(
          id,
          scope,
          balancer,
          name,
          port,
          protocol,
          backendProtocol,
          mode,
          checkMethod,
          checkOption,
          goes);
    }
  }

  /**
   * A backend of a listener.
   *
   * @param resource the id of an instance or a VPC; of one that the console added by its address,
   *     perhaps that address
   * @param health up, down or abnormal; empty where the cloud does not say
   * @param along whether it goes with its balancer, which is no longer wished; what only the survey
   *     tells
   */
  record Backend(
      String id,
      Scope scope,
      String balancer,
      String listener,
      String name,
      String resource,
      int port,
      int weight,
      String health,
      boolean along)
      implements Named {
    static Backend from(Scope scope, Answer row) {
      return new Backend(
          row.text("loadbalancer_backend_id"),
          scope,
          row.text("loadbalancer_id"),
          row.text("loadbalancer_listener_id"),
          row.text("loadbalancer_backend_name"),
          row.text("resource_id"),
          Wire.number(row, "port"),
          Wire.number(row, "weight"),
          row.text("status"),
          false);
    }

    /** The same backend, going with its balancer or not. */
    Backend along(boolean goes) {
      return new Backend(id, scope, balancer, listener, name, resource, port, weight, health, goes);
    }
  }
}
