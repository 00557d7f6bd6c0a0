// EMQX BYOC on a fake Alibaba Cloud: examples/shell examples/emqx-aliyun.jsh
var time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"))
var cloud = FakeAliyun.builder().account("1000000000000001").regions("cn-hangzhou", "cn-shanghai").time(time).seed(7).build()
var console = cloud.console("1000000000000001", "cn-hangzhou")
var shanghai = cloud.console("1000000000000001", "cn-shanghai")
var emqx = console.createVpc("10.100.0.0/16")
var app = console.createVpc("172.16.0.0/16")
var far = shanghai.createVpc("172.17.0.0/16")
time.advance(Duration.ofMinutes(1))
var inEmqx = console.createVSwitch(emqx, "10.100.1.0/24", "cn-hangzhou-h")
var inApp = console.createVSwitch(app, "172.16.1.0/24", "cn-hangzhou-i")
var inFar = shanghai.createVSwitch(far, "172.17.1.0/24", "cn-shanghai-f")
time.advance(Duration.ofMinutes(1))
var brokers = console.createSecurityGroup(emqx, "brokers")
var clients = console.createSecurityGroup(app, "clients")
var farClients = shanghai.createSecurityGroup(far, "clients")
var broker = console.runInstance(inEmqx, brokers)
var client = console.runInstance(inApp, clients)
var farClient = shanghai.runInstance(inFar, farClients)

var keys = cloud.keys("1000000000000001")
var provider = AliyunProvider.builder().
    account("main", AliyunCredentials.of(keys.accessKeyId(), keys.accessKeySecret())).
    regions("cn-hangzhou", "cn-shanghai").
    endpoint(cloud.serve()).
    build()
var tieline = Tieline.builder().namespace("shell").provider(provider).time(time).build()

var topology = Topology.named("emqx").
    network("emqx", AliyunVpc.existing("main", "cn-hangzhou", emqx)).
    network("app", AliyunVpc.existing("main", "cn-hangzhou", app)).
    network("far", AliyunVpc.existing("main", "cn-shanghai", far)).
    peer("emqx", "app", p -> p.allow(icmp()).allowFrom("app", tcp(1883), tcp(8883)).groups("emqx", brokers).groups("app", clients)).
    peer("emqx", "far", p -> p.allowFrom("far", tcp(8883)).groups("emqx", brokers).groups("far", farClients).with(AliyunPeering.bandwidth(100))).
    reserve("emqx", Vendor.EMQX_CLOUD).
    build()

var plan = tieline.plan(topology)
System.out.println(plan)
System.out.println(tieline.apply(plan).orThrow())
var report = tieline.verify(topology)
System.out.println(report)
System.out.println(tieline.explain(topology, "emqx", "app", tcp(8883)))
boolean arrives = cloud.walk().connect(client, broker.privateIp(), 1883).delivered() && cloud.walk().connect(farClient, broker.privateIp(), 8883).delivered()
boolean stays = !cloud.walk().connect(farClient, broker.privateIp(), 1883).delivered()
if (!report.isGood() || !arrives || !stays) throw new AssertionError("packets fare otherwise than wished")
System.out.println("packets of both applications arrive at the broker, and no others")
System.out.println(tieline.destroy("emqx"))
time.advance(Duration.ofMinutes(20)) // a late effect of a lost call would have shown itself by now
System.out.println(tieline.destroy("emqx").orThrow())
