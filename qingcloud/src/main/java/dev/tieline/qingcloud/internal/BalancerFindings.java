package dev.tieline.qingcloud.internal;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.net.Ip;
import dev.tieline.provider.NetworkFindings;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Unread;
import dev.tieline.topology.Backend;
import dev.tieline.topology.LoadBalancer;
import java.util.List;

/** What is found wrong with a load balancer, in words. */
final class BalancerFindings {
  private final LoadBalancer link;
  private final Graph.Builder out;

  BalancerFindings(LoadBalancer link, Graph.Builder out) {
    this.link = link;
    this.out = out;
  }

  private void error(String code, String what, String why, String remedy) {
    out.finding(NetworkFindings.error(code, link.address(), what, why, remedy));
  }

  private void warning(String code, String what, String why, String remedy) {
    out.finding(new Finding(code, Severity.WARNING, link.address(), what, why, remedy));
  }

  void unreadable(String what, Scope scope, Unread why) {
    out.finding(NetworkFindings.unreadable(link.address(), what, scope, why));
  }

  void brokenNetwork(String network, String why) {
    error(
        QingCloudFindings.NETWORK_UNUSABLE,
        "network " + network + ": " + why,
        "The load balancer is in it, or has a backend there",
        "Do what the finding on network " + network + " says");
  }

  void vxnetNotFound(String called, List<String> there) {
    error(
        QingCloudFindings.VXNET_NOT_FOUND,
        "network "
            + link.network()
            + " has no vxnet called "
            + called
            + " (there are: "
            + (there.isEmpty() ? "none" : String.join(", ", there))
            + ")",
        "The load balancer gets its private address in a vxnet of its network",
        "Name one of them by subnet(...)");
  }

  void vxnetNotChosen(List<String> there) {
    error(
        QingCloudFindings.VXNET_NOT_CHOSEN,
        "network "
            + link.network()
            + (there.isEmpty()
                ? " has no vxnet"
                : " has several vxnets: " + String.join(", ", there)),
        "The load balancer gets its private address in one of them, and reaches its backends from"
            + " there",
        there.isEmpty() ? "Add a vxnet to the network" : "Name one of them by subnet(...)");
  }

  void addressNotFound(String id, String zone) {
    error(
        QingCloudFindings.EIP_NOT_FOUND,
        "there is no public address " + id + " in zone " + zone,
        "The load balancer is to be reached there",
        "Name one that is there, or leave its id out: then one is made");
  }

  void addressInUse(String id, String state, String by) {
    error(
        QingCloudFindings.EIP_IN_USE,
        "public address " + id + " is " + state + (by.isEmpty() ? "" : ", bound to " + by),
        "It can not be bound to the load balancer, and what it is bound to is not ours to change",
        "Unbind it in the console, or name one that is available");
  }

  void groupNotFound(String called, int number) {
    error(
        QingCloudFindings.GROUP_NOT_FOUND,
        "there are " + (number == 0 ? "no" : number) + " security groups called " + called,
        "The load balancer is guarded by one",
        "Name one by its id, or leave groups(...) out: then one is made");
  }

  void instanceNotFound(Backend backend, String zone) {
    error(
        QingCloudFindings.INSTANCE_NOT_FOUND,
        "there is no instance " + backend.target() + " in zone " + zone,
        "It is to be a backend, and making servers is not this library's business",
        "Correct its id or its network in the wish, or make it");
  }

  void instanceElsewhere(Backend backend, String where) {
    error(
        QingCloudFindings.INSTANCE_ELSEWHERE,
        "instance "
            + backend.target()
            + " has no address in network "
            + backend.network()
            + (where.isEmpty() ? "" : ", but " + where),
        "The way to it would lead to another network than the wish says",
        "Name the network that it is in, or another instance");
  }

  void instanceAddress(Backend backend, String found, Ip expected) {
    error(
        QingCloudFindings.INSTANCE_ADDRESS,
        "instance " + backend.target() + " has address " + found + " instead of " + expected,
        "It may be another machine than the one that is meant",
        "Correct the id or the expected address in the wish, or give the machine its address");
  }

  void instanceNotRunning(Backend backend, String state) {
    warning(
        QingCloudFindings.INSTANCE_NOT_RUNNING,
        "instance " + backend.target() + " is " + state,
        "The load balancer sends it nothing until it answers its health check",
        "Start it");
  }

  void backendOutside(Backend backend, List<String> blocks) {
    error(
        QingCloudFindings.BACKEND_OUTSIDE,
        "backend "
            + backend.target()
            + " lies in no vxnet of network "
            + backend.network()
            + " (there are: "
            + (blocks.isEmpty() ? "none" : String.join(", ", blocks))
            + ")",
        "No route leads there",
        "Correct its address or its network in the wish");
  }

  void noWay(String network, String vxnet) {
    error(
        QingCloudFindings.NO_WAY_TO_BACKEND,
        "no border router has joined vxnet " + vxnet + " of the load balancer",
        "It reaches backends in network " + network + " by a border router alone",
        "Join the networks by a hub(...) whose members have this vxnet, or by hand");
  }

  void othersEdits(String what, String id) {
    warning(
        QingCloudFindings.UNAPPLIED_CHANGES,
        what + " " + id + " has changes that nobody has applied yet",
        "Applying ours applies them, too: they are somebody else's, or those of a run of ours that"
            + " was interrupted; they stay when ours go",
        "Look at them in the console first");
  }

  void strangeBackend(String backend, String listener) {
    warning(
        QingCloudFindings.BACKEND_NOT_WISHED,
        "backend " + backend + " of listener " + listener + " is not in the wish, and not ours",
        "It gets its share of the connections",
        "Remove it in the console, or add it to the wish");
  }
}
