package dev.tieline.reach;

import dev.tieline.snapshot.RegionalHub;
import dev.tieline.text.Clean;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Asks the hub that a route table leads a packet to, and the hubs behind it, where the packet goes:
 * by the longest prefix at each of them, over trunks that carry traffic, to an attached VPC.
 */
final class HubCheck {
  private final SnapshotIndex index;

  HubCheck(SnapshotIndex index) {
    this.index = index;
  }

  Answer check(Hop tableHop, String first, End from, End to, Leg leg) {
    return new Way(tableHop, from, to, leg).follow(first);
  }

  /** One packet among hubs. */
  private final class Way {
    private final List<Hop> hops = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private final End from;
    private final End to;
    private final Leg leg;

    Way(Hop tableHop, End from, End to, Leg leg) {
      hops.add(tableHop);
      this.from = from;
      this.to = to;
      this.leg = leg;
    }

    Answer follow(String first) {
      String next = first;
      while (true) {
        HubRoutes at = index.hub(next);
        if (at == null) {
          return blocks.isEmpty()
              ? lost(new Gap(next, "the hub " + next + " was not read"))
              : stop();
        }
        if (!seen.add(next)) {
          noRoute(at, "sends " + to.ip() + " in a circle: " + Wording.names(List.copyOf(seen)));
          return stop();
        }
        alive(at.label(), at.hub().id(), at.hub().state(), at.hub().cloudState());
        if (seen.size() == 1) {
          enter(at);
        }
        RegionalHub.Leads leads = at.decisive(to.ip());
        if (leads == null) {
          noRoute(at, "has no route for " + to.ip());
          return stop();
        }
        RegionalHub.Trunk trunk = at.trunk(leads.to());
        if (trunk == null) {
          return leave(at, leads);
        }
        alive(
            "what joins "
                + at.label()
                + " with "
                + trunk.hub()
                + ", "
                + Clean.text(trunk.via())
                + ",",
            trunk.via(),
            trunk.state(),
            trunk.cloudState());
        hop(at, leads.destination() + " leads to hub " + trunk.hub() + " by " + trunk.via());
        next = trunk.hub();
      }
    }

    private void enter(HubRoutes at) {
      RegionalHub.Attachment own = at.attachmentOf(from.vpcId());
      if (own == null) {
        noRoute(at, "is not attached to " + from.vpcId());
      } else {
        attached(at, own);
      }
    }

    private Answer leave(HubRoutes at, RegionalHub.Leads leads) {
      RegionalHub.Attachment last = at.attachment(leads.to());
      if (last == null) {
        noRoute(at, "leads " + leads.destination() + " to " + leads.to() + ", which is not there");
        return stop();
      }
      attached(at, last);
      if (to.vpcId().isEmpty() && blocks.isEmpty()) {
        hop(at, "carries it to " + last.vpc());
        return lost(
            index.gap(
                index.vpc(last.vpc()),
                to.id(),
                to.ip() + " lies in no subnet that was read, so that its place is not known"));
      }
      if (!to.vpcId().isEmpty() && !last.vpc().equals(to.vpcId())) {
        noRoute(at, "leads " + to.ip() + " to " + last.vpc() + ", not to " + to.vpcId());
      }
      if (!blocks.isEmpty()) {
        return stop();
      }
      hop(at, "carries it to " + last.vpc());
      return new Answer.Passes(List.copyOf(hops));
    }

    private void attached(HubRoutes at, RegionalHub.Attachment attachment) {
      alive(
          "the attachment of " + attachment.vpc() + " to " + at.label(),
          attachment.id(),
          attachment.state(),
          attachment.cloudState());
    }

    private void alive(String what, String id, RegionalHub.State state, String cloudState) {
      if (state == RegionalHub.State.ACTIVE) {
        return;
      }
      String shown = cloudState.isEmpty() ? state.name().toLowerCase(Locale.ROOT) : cloudState;
      blocks.add(
          new Block(
              leg.hubNotActive,
              id,
              what + " is " + Clean.text(shown) + ", so that it carries nothing",
              state == RegionalHub.State.DEAD
                  ? "make a new one, and lead the routes there"
                  : "wait until it is active, or see what the cloud says of it"));
    }

    private void noRoute(HubRoutes at, String found) {
      blocks.add(
          new Block(
              leg.hubHasNoRoute,
              at.hub().id(),
              at.label() + " " + found,
              "attach "
                  + (to.vpcId().isEmpty() ? "the network of " + to.ip() : to.vpcId())
                  + " with the subnet of "
                  + to.ip()
                  + ", and "
                  + from.vpcId()
                  + ", to this hub or to one that a trunk joins with it"));
    }

    private void hop(HubRoutes at, String what) {
      hops.add(new Hop(Hop.Kind.HUB, at.hub().id(), what));
    }

    private Answer stop() {
      Block first = blocks.get(0);
      hops.add(new Hop(Hop.Kind.HUB, first.id(), first.found()));
      return new Answer.Stops(List.copyOf(hops), blocks);
    }

    private Answer lost(Gap gap) {
      return new Answer.Unclear(List.copyOf(hops), gap, true);
    }
  }
}
