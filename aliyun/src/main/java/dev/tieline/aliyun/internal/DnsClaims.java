package dev.tieline.aliyun.internal;

import dev.tieline.provider.Addresses;
import dev.tieline.provider.Claims;
import dev.tieline.provider.Marks;
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
import java.util.Optional;

/**
 * Tags on VPCs that say which zone of PrivateZone a topology has for them: a zone is of no VPC by
 * itself, and its remark has no room for whose it is. Each is written before its zone and removed
 * after it.
 */
final class DnsClaims extends LabelKind<Vpc> {
  /** What the keys of these claims begin with, after whose they are. */
  static final String WORD = "dns.";

  /** What stands between the link and the zone in the value of a claim. */
  private static final char AT = '@';

  // "a tag's value: up to 128 characters" (Tag limits, VPC User Guide, read 2026-11)
  private static final int LONGEST_VALUE = 128;

  DnsClaims() {
    super(Vpc.class);
  }

  @Override
  public String name() {
    return "DNS claim";
  }

  /** Returns the address that a wish for a claim names: the link's, and the zone's name. */
  static Address of(Address link, String zone) {
    return link.child(WORD + zone);
  }

  static String key(Owner owner, String zone) {
    return Claims.key(owner, WORD + Claims.digest(zone));
  }

  @Override
  String key(Owner owner, MarkWish wish) {
    return key(owner, Addresses.name(wish.link()));
  }

  /** The link and the zone, or where that is too long the zone alone. */
  @Override
  String value(MarkWish wish) {
    String zone = Addresses.name(wish.link());
    String value = wish.link().part() + AT + zone;
    return value.length() <= LONGEST_VALUE ? value : zone;
  }

  /** Returns the name of the zone that a claim's value names. */
  static String zone(String value) {
    return value.substring(value.indexOf(AT) + 1);
  }

  /** Returns the address of the link that a claim's value names. */
  static Address link(String value) {
    int at = value.indexOf(AT);
    return Marks.parse(at < 0 ? WORD + value : value.substring(0, at))
        .orElseGet(() -> new Address(WORD + Claims.digest(value)));
  }

  /** Returns the zones that the owner's claims on a VPC name, each with its claim. */
  static List<Label> claims(Owner owner, Vpc vpc) {
    List<Label> claims = new ArrayList<>();
    Claims.beginning(owner, WORD, vpc.tags())
        .forEach((k, v) -> claims.add(new Label(vpc.scope(), vpc.id(), k, v, false)));
    return claims;
  }

  /** Whether another topology of the namespace has a claim on the same zone of the VPC. */
  static boolean isShared(Owner owner, Vpc vpc, String zone) {
    return vpc.tags().values().keySet().stream()
        .filter(key -> key.endsWith("/" + WORD + Claims.digest(zone)))
        .map(Claims::markOf)
        .flatMap(Optional::stream)
        .anyMatch(
            mark ->
                !mark.equals(Marks.key(owner))
                    && mark.startsWith(Marks.key(new Owner(owner.namespace(), ""))));
  }

  @Override
  Query<Vpc> holders(Scope scope, Collection<String> ids) {
    return VpcMarks.vpcs(scope, ids);
  }

  @Override
  TagCalls tagCalls() {
    return TagCalls.OF_VPCS;
  }

  /** That it is there is enough: the name of the link in it may be an old one. */
  @Override
  boolean isAs(String found, String wished) {
    return zone(found).equals(zone(wished));
  }

  @Override
  public boolean isEvidence() {
    return true;
  }

  /** Without a zone, which may yet come: by a lost call, or when the readers have caught up. */
  @Override
  public boolean isLoneEvidence(Label claim, Facts facts) {
    return facts
        .find(DnsZone.class, new AliyunKeys.ZoneNamed(claim.scope(), zone(claim.value())))
        .stream()
        .noneMatch(z -> z.isBoundTo(claim.holder()) || !z.remark().isEmpty());
  }

  @Override
  public List<Owned<Label>> owned(Owner owner, Facts facts) {
    List<Owned<Label>> owned = new ArrayList<>();
    for (Vpc vpc : facts.all(Vpc.class)) {
      for (Label claim : claims(owner, vpc)) {
        owned.add(new Owned<>(link(claim.value()).child("dns-claim"), vpc.scope(), claim));
      }
    }
    owned.sort(
        Comparator.comparing((Owned<Label> o) -> o.address()).thenComparing(o -> id(o.object())));
    return owned;
  }
}
