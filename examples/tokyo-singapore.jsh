// Tokyo to Singapore in a few lines, on a fake AWS: examples/shell examples/tokyo-singapore.jsh
var time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"))
var aws = FakeAws.builder().account("111122223333").regions("ap-northeast-1", "ap-southeast-1").time(time).seed(7).build()
var console = aws.console("111122223333", "ap-southeast-1")
var vpc = console.createVpc("172.31.0.0/16")
console.createSubnet(vpc, "172.31.0.0/20", "ap-southeast-1a")
var group = console.createSecurityGroup(vpc, "app")

var keys = aws.keys("111122223333")
var provider = AwsProvider.builder().
    account("main", AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey())).
    regions("ap-northeast-1", "ap-southeast-1").
    endpoint(aws.serve()).
    build()
var tieline = Tieline.builder().namespace("shell").provider(provider).time(time).build()

var topology = Topology.named("tokyo-singapore").
    network("tokyo", AwsVpc.managed("main", "ap-northeast-1", "10.20.0.0/16").subnet("a", "10.20.1.0/24", "ap-northeast-1a")).
    network("singapore", AwsVpc.existing("main", "ap-southeast-1", vpc)).
    peer("tokyo", "singapore", p -> p.allow(icmp(), tcp(22)).groups("singapore", group)).
    build()

var plan = tieline.plan(topology)
System.out.println(plan)
var outcome = tieline.apply(plan)
System.out.println(outcome)
System.out.println(tieline.verify(topology))
System.out.println(tieline.explain(topology, "tokyo", "singapore", tcp(3306)))
System.out.println(tieline.destroy("tokyo-singapore"))
time.advance(Duration.ofMinutes(10)) // a late effect of a lost call would have shown itself by now
System.out.println(tieline.destroy("tokyo-singapore"))
