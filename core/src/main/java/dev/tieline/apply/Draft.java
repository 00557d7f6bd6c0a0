package dev.tieline.apply;

import dev.tieline.plan.Plan;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plan with what is needed to carry it out.
 *
 * @param owner whose
 * @param plan the plan as data
 * @param look what it rests on
 * @param graphs what the wish comes to in each cloud
 * @param makes what is to be made, each after those that it needs
 * @param drops what is to be removed
 * @param held the parts of which anything is left alone, with the reason
 * @param open the nodes whose objects are not as wished now
 * @param observed what is known of the nodes' objects
 * @param anew the addresses of what is only written once more
 */
record Draft(
    Owner owner,
    Plan plan,
    Look look,
    List<Graph> graphs,
    List<Make<?, ?>> makes,
    List<Drop<?>> drops,
    Map<String, String> held,
    Set<Node<?, ?>> open,
    Observed observed,
    Set<String> anew) {
  /** How many steps are to be done; what is adopted and as wished is none. */
  int toDo() {
    return drops.size() + (int) makes.stream().filter(m -> !m.isAsWished()).count();
  }

  /** The cloud's ids of the objects that are there, by address. */
  Map<String, String> ids() {
    Map<String, String> ids = new LinkedHashMap<>();
    for (Graph graph : graphs) {
      graph.nodes().forEach(n -> id(n).ifPresent(id -> ids.put(n.address().path(), id)));
    }
    return ids;
  }

  private <O> Optional<String> id(Node<?, O> node) {
    return observed.get(node).map(node.kind()::id);
  }
}
