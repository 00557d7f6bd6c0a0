package dev.tieline.aliyun.internal;

import dev.tieline.check.Codes;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.provider.Keys;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.text.Clean;
import dev.tieline.topology.Link;
import dev.tieline.topology.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From services of the wish to objects: the service with its balancers, who may use it, and whose
 * requests are accepted or refused. Used for one compilation.
 */
final class ServiceCompiler {
  private static final List<Class<?>> NEEDED =
      List.of(
          Vpc.class,
          OfferedService.class,
          ServiceResource.class,
          ServiceUser.class,
          ServiceConnection.class);

  private final Owner owner;
  private final Facts facts;
  private final Graph.Builder out;
  private final NetworkMarks marks;
  private final EndpointFindings findings;

  private ServiceCompiler(LinkCompiling compiling, NetworkMarks marks) {
    owner = compiling.owner();
    facts = compiling.facts();
    out = compiling.out();
    this.marks = marks;
    findings = new EndpointFindings(compiling);
  }

  /** Adds the objects and findings of all services of these networks. */
  static void compile(LinkCompiling compiling, NetworkMarks marks, Map<String, Compiled> networks) {
    ServiceCompiler compiler = new ServiceCompiler(compiling, marks);
    for (Link link : compiling.topology().links().values()) {
      if (link instanceof Service service && networks.get(service.network()) != null) {
        compiler.compile(service, networks.get(service.network()));
      }
    }
  }

  private void compile(Service service, Compiled network) {
    Scope scope = network.scope();
    if (scope == null || hinders(service, network, scope)) {
      return;
    }
    ServiceForm form = (ServiceForm) service.source().asData();
    Address address = new Address(service.address());
    List<OfferedService> there =
        facts.find(OfferedService.class, new Keys.Marked(owner, address)).stream()
            .filter(s -> s.scope().equals(scope))
            .toList();
    if (there.isEmpty()) {
      findings.opened(service, scope, Product.PRIVATELINK);
    }
    there.stream().filter(OfferedService::locked).forEach(s -> arrears(service, s, network));
    marks.mark(network);
    List<Node<?, ?>> before = new ArrayList<>(network.before());
    Optional.ofNullable(marks.all().get(network.name())).ifPresent(before::add);
    Node<?, ?> claim =
        out.add(
            AliyunKinds.SERVICE_CLAIMS,
            address.child("claim"),
            scope,
            new MarkWish(network.vpcId(), address, false),
            before.toArray(Node<?, ?>[]::new));
    Node<ServiceWish, OfferedService> made =
        out.add(
            AliyunKinds.ENDPOINT_SERVICES,
            address,
            scope,
            new ServiceWish(
                form.resources(),
                form.type(),
                form.providerPays(),
                service.acceptsAll(),
                form.bandwidth(),
                service.regions(),
                Mine.display(owner, service.name()),
                findings.account(network),
                form.traffic()),
            claim);
    Ref<String> id = made.ref("id", OfferedService::id);
    boolean comes = there.isEmpty();
    for (ServiceForm.ResourceForm resource : form.resources()) {
      out.add(
          AliyunKinds.SERVICE_RESOURCES,
          address.child("resource." + resource.id() + "." + resource.zone()),
          scope,
          new ServiceResourceWish(id, resource, comes));
    }
    for (String account : service.sharedWith()) {
      out.add(
          AliyunKinds.SERVICE_USERS,
          address.child(ServiceUsers.segment(account)),
          scope,
          new ServiceUserWish(id, account));
    }
    service.accepted().forEach(e -> connection(service, scope, id, e, true));
    service.rejected().forEach(e -> connection(service, scope, id, e, false));
  }

  private void arrears(Service service, OfferedService there, Compiled network) {
    error(
        service,
        AliyunFindings.ARREARS,
        "service "
            + there.id()
            + " is locked for money: "
            + there.businessStatus()
            + " (expected: Normal)",
        "A service whose account is in arrears carries no traffic",
        "Settle the bills of account " + findings.account(network) + ", then plan again");
  }

  private void connection(
      Service service, Scope scope, Ref<String> id, String endpoint, boolean accepted) {
    Optional<ServiceConnection> asked =
        facts.all(ServiceConnection.class).stream()
            .filter(c -> c.endpoint().equals(endpoint))
            .findFirst();
    if (accepted && asked.filter(ServiceConnection::going).isPresent()) {
      out.finding(
          new Finding(
              AliyunFindings.ENDPOINT_GONE,
              Severity.WARNING,
              service.address(),
              "endpoint " + endpoint + " that is to be let in is " + asked.get().status(),
              "It can be connected no more; the rest of the service is not concerned",
              "Take it out of accept(...), or put the id of its owner's new endpoint there"));
      return;
    }
    out.add(
        AliyunKinds.SERVICE_CONNECTIONS,
        new Address(service.address()).child("connection." + endpoint),
        scope,
        new ServiceConnectionWish(id, endpoint, accepted, service.sharedWith(), asked.isPresent()));
  }

  private boolean hinders(Service service, Compiled network, Scope scope) {
    if (network.broken() != null || network.accountId() == null) {
      error(
          service,
          AliyunFindings.NETWORK_NOT_READY,
          "network "
              + network.name()
              + ": "
              + (network.broken() == null ? "its account is not known" : network.broken()),
          "A service of it can neither be made nor judged, so it is left as it is",
          "Do what the finding on network " + network.name() + " says");
      return true;
    }
    for (Class<?> type : NEEDED) {
      Optional<String> why = facts.unreadable(scope, type);
      if (why.isPresent()) {
        error(
            service,
            Codes.UNREADABLE,
            Types.words(type) + " in " + scope + " were not read: " + why.get(),
            "What is there can not be told, and nothing is made or removed on a guess",
            facts.unread(scope, why.get()).remedy("plan again"));
        return true;
      }
    }
    for (String account : service.sharedWith()) {
      if (!account.equals(Service.ANYONE) && !account.matches("[0-9]{5,20}")) {
        error(
            service,
            AliyunFindings.SERVICE_ACCOUNT,
            "shared with \"" + Clean.text(account) + "\"",
            "Alibaba Cloud knows those that may use a service by the UID of their main account",
            "Ask them for the UID, which their console shows under Security Settings");
        return true;
      }
    }
    if (service.sharedWith().isEmpty()) {
      out.finding(
          new Finding(
              AliyunFindings.SERVICE_SHARED_WITH_NOBODY,
              Severity.WARNING,
              service.address(),
              "shared with nobody",
              "Nobody can find the service, so that no endpoint can be made",
              "Share it with the UID of each account that is to use it: sharedWith(...)"));
    }
    return false;
  }

  private void error(Service service, String code, String what, String why, String remedy) {
    out.finding(new Finding(code, Severity.ERROR, service.address(), what, why, remedy));
  }
}
