package dev.tieline.aliyun.internal;

import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Tags on VPCs that say that an endpoint of a link is there, or may be: only where there is one, or
 * one is wished, is PrivateLink read at all. Each is written before anything of its link and
 * removed after it.
 */
final class EndpointClaims extends LabelKind<Vpc> {
  /** What the keys of these claims begin with, after whose they are. */
  static final String WORD = "endpoint.";

  EndpointClaims() {
    super(Vpc.class);
  }

  @Override
  public String name() {
    return "endpoint claim";
  }

  @Override
  String key(Owner owner, MarkWish wish) {
    return Marks.claimKey(owner, wish.link().path());
  }

  @Override
  Query<Vpc> holders(Scope scope, Collection<String> ids) {
    return VpcMarks.vpcs(scope, ids);
  }

  @Override
  TagCalls tagCalls() {
    return TagCalls.OF_VPCS;
  }

  /** The key says all; that it is there is enough. */
  @Override
  boolean isAs(String found, String wished) {
    return true;
  }

  @Override
  public boolean isEvidence() {
    return true;
  }

  /** Without an endpoint, which may yet come: by a lost call, or when the readers catch up. */
  @Override
  public boolean isLoneEvidence(Label claim, Facts facts) {
    return facts.find(Ep.class, new Keys.InVpc(claim.holder())).stream()
        .noneMatch(
            ep ->
                ep.marks().keySet().stream()
                    .anyMatch(o -> claim.key().startsWith(Marks.claimKey(o, WORD))));
  }

  @Override
  public List<Owned<Label>> owned(Owner owner, Facts facts) {
    List<Owned<Label>> owned = new ArrayList<>();
    for (Vpc vpc : facts.all(Vpc.class)) {
      Marks.claims(owner, WORD, vpc.tags())
          .forEach(
              (key, value) ->
                  Marks.parse(value)
                      .ifPresent(
                          (Address link) ->
                              owned.add(
                                  new Owned<>(
                                      link.child("claim"),
                                      vpc.scope(),
                                      new Label(vpc.scope(), vpc.id(), key, value, false)))));
    }
    owned.sort(Comparator.comparing(Owned::address));
    return owned;
  }
}
