package dev.tieline.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MermaidTest {

  @Test
  void toString_picture_isAFlowchart() {
    assertThat(
            Mermaid.leftToRight()
                .subgraph(
                    "ap-northeast-1",
                    "Tokyo",
                    g ->
                        g.node("vpc-1", "10.20.0.0/16", Mermaid.Shape.BOX)
                            .node("db", "orders", Mermaid.Shape.CYLINDER))
                .node("sg", "Singapore", Mermaid.Shape.ROUND)
                .edge("vpc-1", "sg", "peering", Mermaid.Line.SOLID)
                .edge("sg", "ap-northeast-1", "", Mermaid.Line.DASHED)
                .toString())
        .isEqualTo(
            """
            flowchart LR
              subgraph n_ap_2d_northeast_2d_1["Tokyo"]
                n_vpc_2d_1["10.20.0.0/16"]
                n_db[("orders")]
              end
              n_sg("Singapore")
              n_vpc_2d_1 -->|"peering"| n_sg
              n_sg -.-> n_ap_2d_northeast_2d_1
            """);
  }

  @Test
  void node_hostileIdAndLabel_stayOneNode() {
    assertThat(
            Mermaid.leftToRight()
                .node("end\n  x --> y", "\"]\n  click x call alert()", Mermaid.Shape.HEXAGON)
                .node("中", "pill", Mermaid.Shape.PILL)
                .toString())
        .isEqualTo(
            """
            flowchart LR
              n_end_a__20__20_x_20__2d__2d__3e__20_y{{"#34;]   click x call alert()"}}
              n__4e2d_(["pill"])
            """);
  }

  @Test
  void node_likeIds_staySeparate() {
    String picture =
        Mermaid.leftToRight()
            .node("a-b", "1", Mermaid.Shape.BOX)
            .node("a_2d_b", "2", Mermaid.Shape.BOX)
            .toString();
    assertThat(picture).contains("n_a_2d_b[\"1\"]", "n_a_5f_2d_5f_b[\"2\"]");
  }

  @Test
  void node_sameIdTwice_throws() {
    Mermaid picture = Mermaid.leftToRight().node("a", "1", Mermaid.Shape.BOX);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> picture.subgraph("s", "t", g -> g.node("a", "2", Mermaid.Shape.BOX)))
        .withMessage("id: a (expected: one that is not in the picture yet)");
  }

  @Test
  void edge_unknownEnd_throws() {
    Mermaid picture = Mermaid.leftToRight().node("a", "1", Mermaid.Shape.BOX);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> picture.edge("a", "b", "", Mermaid.Line.SOLID))
        .withMessage("edge: b (expected: a node that was added before)");
  }
}
