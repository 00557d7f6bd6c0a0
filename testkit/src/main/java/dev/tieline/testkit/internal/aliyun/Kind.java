package dev.tieline.testkit.internal.aliyun;

/** A family of objects; its prefix is that of its ids, except for those without one. */
record Kind<T extends Thing>(Class<T> type, String prefix) {
  static final Kind<Vpc> VPC = new Kind<>(Vpc.class, "vpc");
  static final Kind<VSwitch> VSWITCH = new Kind<>(VSwitch.class, "vsw");
  static final Kind<RouteTable> TABLE = new Kind<>(RouteTable.class, "vtb");
  static final Kind<RouteEntry> ROUTE = new Kind<>(RouteEntry.class, "rte");
  static final Kind<NetworkAcl> ACL = new Kind<>(NetworkAcl.class, "nacl");
  static final Kind<Peering> PEERING = new Kind<>(Peering.class, "pcc");
  static final Kind<SecurityGroup> GROUP = new Kind<>(SecurityGroup.class, "sg");
  static final Kind<Eni> ENI = new Kind<>(Eni.class, "eni");
  static final Kind<Instance> INSTANCE = new Kind<>(Instance.class, "i");
  static final Kind<EndpointService> SERVICE = new Kind<>(EndpointService.class, "epsrv");
  static final Kind<Endpoint> ENDPOINT = new Kind<>(Endpoint.class, "ep");
  static final Kind<Balancer> BALANCER = new Kind<>(Balancer.class, "balancer");
  static final Kind<PrivateZone> PRIVATE_ZONE = new Kind<>(PrivateZone.class, "zone");
  static final Kind<PrivateZone.Entry> ZONE_RECORD = new Kind<>(PrivateZone.Entry.class, "record");

  String path(String account, String region, String id) {
    return prefix + "/" + account + "/" + region + "/" + id;
  }

  String path(Thing thing) {
    return path(thing.account(), thing.region(), thing.id());
  }
}
