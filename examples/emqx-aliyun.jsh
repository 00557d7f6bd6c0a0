// EMQX BYOC on a fake Alibaba Cloud: examples/shell examples/emqx-aliyun.jsh
var time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"))
var cloud = FakeAliyun.builder().account("1000000000000001").regions("cn-hangzhou").time(time).seed(7).build()
var console = cloud.console("1000000000000001", "cn-hangzhou")
var emqx = console.createVpc("10.100.0.0/16")
var app = console.createVpc("172.16.0.0/16")
time.advance(Duration.ofMinutes(1))
console.createVSwitch(emqx, "10.100.1.0/24", "cn-hangzhou-h")
console.createVSwitch(app, "172.16.1.0/24", "cn-hangzhou-i")
time.advance(Duration.ofMinutes(1))
var brokers = console.createSecurityGroup(emqx, "brokers")
var clients = console.createSecurityGroup(app, "clients")

var keys = cloud.keys("1000000000000001")
var provider = AliyunProvider.builder().
    account("main", AliyunCredentials.of(keys.accessKeyId(), keys.accessKeySecret())).
    regions("cn-hangzhou").
    endpoint(cloud.serve()).
    build()
var tieline = Tieline.builder().namespace("shell").provider(provider).time(time).build()

var topology = Topology.named("emqx").
    network("emqx", AliyunVpc.existing("main", "cn-hangzhou", emqx)).
    network("app", AliyunVpc.existing("main", "cn-hangzhou", app)).
    peer("emqx", "app", p -> p.allow(icmp()).allowFrom("app", tcp(1883), tcp(8883)).groups("emqx", brokers).groups("app", clients)).
    build()

var plan = tieline.plan(topology)
System.out.println(plan)
System.out.println(tieline.apply(plan))
System.out.println(tieline.verify(topology))
System.out.println(tieline.explain(topology, "emqx", "app", tcp(8883)))
System.out.println(tieline.destroy("emqx"))
time.advance(Duration.ofMinutes(20)) // a late effect of a lost call would have shown itself by now
System.out.println(tieline.destroy("emqx"))
