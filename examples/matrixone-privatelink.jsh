// MatrixOne Cloud by PrivateLink on a fake Alibaba Cloud: examples/shell examples/matrixone-privatelink.jsh
var time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"))
var cloud = FakeAliyun.builder().account("1000000000000001").account("1000000000000002").regions("cn-hangzhou").time(time).seed(7).build()

// the provider's side, as it was made by hand: a database behind a balancer, offered as a service
var theirs = cloud.console("1000000000000002", "cn-hangzhou")
var far = theirs.createVpc("10.0.0.0/16")
time.advance(Duration.ofMinutes(1))
var there = theirs.createVSwitch(far, "10.0.1.0/24", "cn-hangzhou-h")
time.advance(Duration.ofMinutes(1))
var database = theirs.runInstance(there, theirs.createSecurityGroup(far, "db"))
var balancer = theirs.createNetworkBalancer(far, there)
theirs.forward(balancer, 6001, database, 6001)
var service = theirs.createService(balancer, "cn-hangzhou-h", true)
time.advance(Duration.ofMinutes(1))
theirs.share(service, "1000000000000001")

// ours: a VPC with a vSwitch in another zone than the service's
var console = cloud.console("1000000000000001", "cn-hangzhou")
var app = console.createVpc("172.16.0.0/16")
time.advance(Duration.ofMinutes(1))
console.createVSwitch(app, "172.16.1.0/24", "cn-hangzhou-i")
time.advance(Duration.ofMinutes(1))
var clients = console.createSecurityGroup(app, "clients")

var keys = cloud.keys("1000000000000001")
var provider = AliyunProvider.builder().
    account("main", AliyunCredentials.of(keys.accessKeyId(), keys.accessKeySecret())).
    regions("cn-hangzhou").
    endpoint(cloud.serve()).
    build()
var tieline = Tieline.builder().namespace("shell").provider(provider).time(time).build()

var topology = Topology.named("matrixone").
    network("app", AliyunVpc.existing("main", "cn-hangzhou", app).vSwitch("link", "172.16.6.0/24", "cn-hangzhou-h")).
    endpoint("matrixone", "app", AliyunEndpoint.service("com.aliyuncs.privatelink.cn-hangzhou." + service).
        zones("cn-hangzhou-h").dns(AliyunDns.privateZone()), e -> e.allow(tcp(6001)).clients(clients)).
    build()

var plan = tieline.plan(topology)
System.out.println(plan)
var outcome = tieline.apply(plan)
System.out.println(outcome)
System.out.println(outcome.endpoint("matrixone").addresses())
System.out.println(tieline.verify(topology))
System.out.println(tieline.explain(topology, "app", "matrixone", tcp(3306)))
System.out.println(tieline.destroy("matrixone"))
time.advance(Duration.ofMinutes(20)) // a late effect of a lost call would have shown itself by now
System.out.println(tieline.destroy("matrixone"))
