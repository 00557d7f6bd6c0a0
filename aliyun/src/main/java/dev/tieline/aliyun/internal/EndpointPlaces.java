package dev.tieline.aliyun.internal;

import dev.tieline.spi.Facts;
import dev.tieline.spi.Ref;
import dev.tieline.topology.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where an endpoint is, or is to be: in every zone that the wish names, or in which the service is
 * and the network has a vSwitch.
 *
 * @param all the places, in order of zones
 */
record EndpointPlaces(List<Place> all) {
  EndpointPlaces {
    all = List.copyOf(all);
  }

  /**
   * A zone with the vSwitch in it.
   *
   * @param chosen whether the caller chose the vSwitch
   */
  record Place(String zone, Ref<String> vSwitch, boolean chosen) {}

  List<EndpointWish.Place> wished() {
    return all.stream().map(p -> new EndpointWish.Place(p.zone(), p.vSwitch())).toList();
  }

  static EndpointPlaces of(
      Endpoint link,
      EndpointForm form,
      Compiled network,
      Optional<EpService> service,
      Optional<Ep> there,
      boolean adopted,
      Facts facts,
      EndpointFindings findings) {
    return new Choice(link, form, network, service, there, facts, findings).places(adopted);
  }

  private record Choice(
      Endpoint link,
      EndpointForm form,
      Compiled network,
      Optional<EpService> service,
      Optional<Ep> there,
      Facts facts,
      EndpointFindings findings) {
    EndpointPlaces places(boolean adopted) {
      List<EpZone> zones =
          there
              .map(e -> facts.find(EpZone.class, new AliyunKeys.OfEndpoint(e.id())))
              .orElse(List.of())
              .stream()
              .filter(z -> !z.status().equals("Deleting"))
              .toList();
      if (adopted) {
        return asItIs(there.orElseThrow(), zones);
      }
      List<VSwitchRef> chosen = chosen();
      unused(chosen);
      List<Place> places = new ArrayList<>();
      List<String> lacking = new ArrayList<>();
      for (String zone : zones(chosen, zones)) {
        Optional<EpZone> has = zones.stream().filter(z -> z.zone().equals(zone)).findFirst();
        Optional<VSwitchRef> vSwitch = vSwitch(zone, chosen, has);
        if (vSwitch.isPresent()) {
          boolean isChosen = chosen.contains(vSwitch.get());
          places.add(new Place(zone, vSwitch.get().id(), isChosen));
          if (has.isEmpty() && vSwitch.get().free() <= 0) {
            findings.vSwitchFull(link, vSwitch.get());
          }
        } else if (has.isPresent()) {
          places.add(new Place(zone, Ref.known(has.get().vSwitch()), false));
        } else {
          lacking.add(zone);
        }
      }
      // of zones and vSwitches that were chosen but can not be it is said elsewhere why
      boolean chose = !form.zones().isEmpty() || !form.vSwitches().isEmpty();
      if (service.isPresent() && (!lacking.isEmpty() || places.isEmpty() && !chose)) {
        findings.noVSwitch(link, service.get(), network, lacking);
      }
      return new EndpointPlaces(places);
    }

    /** What somebody else has made is used where it is. */
    private EndpointPlaces asItIs(Ep endpoint, List<EpZone> zones) {
      List<String> has = zones.stream().map(EpZone::zone).sorted().toList();
      form.zones().stream()
          .filter(z -> !has.contains(z))
          .forEach(z -> findings.differs(link, endpoint, "is not in zone " + z));
      for (VSwitchRef vSwitch : chosen()) {
        if (vSwitch.id() instanceof Ref.Known<String> known
            && zones.stream().noneMatch(z -> z.vSwitch().equals(known.value()))) {
          findings.differs(link, endpoint, "has no interface in vSwitch " + known.value());
        }
      }
      if (zones.isEmpty() && form.zones().isEmpty()) {
        findings.differs(link, endpoint, "is in no zone, so that it has no address");
      }
      return new EndpointPlaces(
          zones.stream()
              .filter(z -> form.zones().isEmpty() || form.zones().contains(z.zone()))
              .map(z -> new Place(z.zone(), Ref.known(z.vSwitch()), false))
              .sorted((a, b) -> a.zone().compareTo(b.zone()))
              .toList());
    }

    private List<VSwitchRef> chosen() {
      List<VSwitchRef> chosen = new ArrayList<>();
      for (String called : form.vSwitches()) {
        Optional<VSwitchRef> found =
            network.vSwitches().stream()
                .filter(
                    v ->
                        v.id() instanceof Ref.Known<String> known && known.value().equals(called)
                            || v.name().equals(called) && v.wished()
                            || isCalled(v, called))
                .findFirst();
        found.ifPresentOrElse(chosen::add, () -> findings.vSwitchNotFound(link, network, called));
      }
      return chosen;
    }

    /** A choice that can have no effect is a mistake, and not passed over. */
    private void unused(List<VSwitchRef> chosen) {
      Set<String> zones = new LinkedHashSet<>();
      for (VSwitchRef vSwitch : chosen) {
        if (!form.zones().isEmpty() && !form.zones().contains(vSwitch.zone())) {
          findings.vSwitchNotUsed(
              link, vSwitch, "which is none of the zones that were chosen: " + form.zones());
        } else if (!zones.add(vSwitch.zone())) {
          findings.vSwitchNotUsed(link, vSwitch, "of which another one was chosen");
        }
      }
    }

    /** Whether a wished vSwitch that is there has this id. */
    private boolean isCalled(VSwitchRef vSwitch, String id) {
      return facts
          .one(VSwitch.class, id)
          .filter(v -> vSwitch.wished() && Objects.equals(v.name(), vSwitch.name()))
          .isPresent();
    }

    /**
     * The zones in which it is to be, of which the service may not have all. Where nothing was
     * chosen, those that it is in stay: a provider that changes a balancer takes a zone out of the
     * service for a while, and a zone removed meanwhile comes back with another address.
     */
    private List<String> zones(List<VSwitchRef> chosen, List<EpZone> zones) {
      List<String> offered = service.map(EpService::zones).orElse(List.of());
      List<String> wished =
          !form.zones().isEmpty()
              ? form.zones()
              : !chosen.isEmpty()
                  ? chosen.stream().map(VSwitchRef::zone).distinct().toList()
                  : Stream.concat(
                          zones.stream().map(EpZone::zone),
                          offered.stream()
                              .filter(
                                  z ->
                                      network.vSwitches().stream()
                                          .anyMatch(v -> v.zone().equals(z))))
                      .distinct()
                      .toList();
      List<String> possible = new ArrayList<>();
      for (String zone : wished.stream().sorted().toList()) {
        boolean has = zones.stream().anyMatch(z -> z.zone().equals(zone));
        if (has || offered.contains(zone)) {
          possible.add(zone);
        } else if (service.isPresent()) {
          findings.zoneNotOffered(link, service.get(), zone);
        } else {
          findings.zoneOfUnseen(link, form.service(), zone);
        }
      }
      if (service.isEmpty() && form.zones().isEmpty()) {
        return zones.stream().map(EpZone::zone).sorted().toList(); // none can be told to be surplus
      }
      return possible;
    }

    /** One that was chosen; else the one that is used, one of the wish, the smallest id. */
    private Optional<VSwitchRef> vSwitch(
        String zone, List<VSwitchRef> chosen, Optional<EpZone> has) {
      List<VSwitchRef> here =
          network.vSwitches().stream().filter(v -> v.zone().equals(zone)).toList();
      Optional<VSwitchRef> choice = here.stream().filter(chosen::contains).findFirst();
      if (choice.isPresent() || has.isPresent()) {
        return choice;
      }
      return here.stream()
          .filter(v -> v.free() > 0)
          .findFirst()
          .or(() -> here.stream().findFirst());
    }
  }
}
