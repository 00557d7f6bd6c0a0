package dev.tieline.apply;
import dev.tieline.toy.*;import dev.tieline.topology.*;import java.time.*;import org.junit.jupiter.api.Test;
class XTest {
  @Test void lag(){ ToyWorld world=new ToyWorld(); world.pass(Duration.ofMinutes(5)); world.cloud.lag(Duration.ofSeconds(30));
    world.process().apply(world.pair()); world.cloud.log().stream().filter(e->!e.operation().startsWith("List")||e.operation().equals("ListBox")).forEach(System.out::println);}
  @Test void lamp(){ ToyWorld world=new ToyWorld(); var tieline=world.process(); tieline.apply(world.pair()); int n=world.events.size();
    tieline.apply(Topology.named("shop")
            .network("n", ToyNetwork.managed("north", "shop", "10.1.0.0/16"))
            .network("s", ToyNetwork.existing("south", world.south, "10.2.0.0/16"))
            .peer(
                "n", "s", p -> p.named("other").with(dev.tieline.toy.ToyOption.lamp("n", "blue")))
            .build()); world.events.stream().skip(n).forEach(System.out::println);}
}
