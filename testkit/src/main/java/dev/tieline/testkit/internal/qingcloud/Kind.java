package dev.tieline.testkit.internal.qingcloud;

/** A family of objects; its prefix is that of its ids. */
record Kind<T extends Thing>(Class<T> type, String prefix) {
  static final Kind<Router> ROUTER = new Kind<>(Router.class, "rtr");
  static final Kind<RouterStatic> ROUTER_STATIC = new Kind<>(RouterStatic.class, "rtrs");
  static final Kind<Vxnet> VXNET = new Kind<>(Vxnet.class, "vxnet");
  static final Kind<Border> BORDER = new Kind<>(Border.class, "irt");
  static final Kind<BorderStatic> BORDER_STATIC = new Kind<>(BorderStatic.class, "bdrs");
  static final Kind<Membership> MEMBERSHIP = new Kind<>(Membership.class, "membership");
  static final Kind<RouteTable> TABLE = new Kind<>(RouteTable.class, "rt");
  static final Kind<RouteRule> RULE = new Kind<>(RouteRule.class, "r");
  static final Kind<Binding> BINDING = new Kind<>(Binding.class, "binding");
  static final Kind<SecurityGroup> GROUP = new Kind<>(SecurityGroup.class, "sg");
  static final Kind<GroupRule> GROUP_RULE = new Kind<>(GroupRule.class, "sgr");
  static final Kind<Instance> INSTANCE = new Kind<>(Instance.class, "i");
  static final Kind<Eip> EIP = new Kind<>(Eip.class, "eip");
  static final Kind<Balancer> BALANCER = new Kind<>(Balancer.class, "lb");
  static final Kind<Listener> LISTENER = new Kind<>(Listener.class, "lbl");
  static final Kind<Backend> BACKEND = new Kind<>(Backend.class, "lbb");
  static final Kind<WanNet> WAN_NET = new Kind<>(WanNet.class, "wnet");
  static final Kind<AccessPoint> ACCESS = new Kind<>(AccessPoint.class, "wacc");
  static final Kind<Tag> TAG = new Kind<>(Tag.class, "tag");
  static final Kind<Job> JOB = new Kind<>(Job.class, "j");

  /** Returns where the objects of an account in a zone are. */
  String path(String account, String zone) {
    return prefix + "/" + account + "/" + zone + "/";
  }

  String path(Thing thing) {
    return path(thing.account(), thing.zone()) + thing.id();
  }
}
