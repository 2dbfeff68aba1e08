package io.palimpsest.audit.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against the recursive definition of RFC 6962, 2.1, for each tree of up to 70 leaves. */
class ProofsTest {
  private static final int MOST = 70;

  private final List<Hash> leaves = new ArrayList<>();
  private final Subtrees subtrees =
      (level, index) ->
          definition(leaves.subList((int) (index << level), (int) ((index + 1) << level)));

  ProofsTest() {
    for (int leaf = 0; leaf < MOST; leaf++) {
      leaves.add(Hash.leaf(("leaf " + leaf).getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void theFrontierHasTheRootOfTheDefinitionAtEachSize() {
    Frontier frontier = new Frontier();
    for (int size = 0; size <= MOST; size++) {
      assertThat(frontier.root()).isEqualTo(definition(leaves.subList(0, size)));
      assertThat(Frontier.of(size, subtrees).root()).isEqualTo(frontier.root());
      assertThat(new Frontier(size, frontier.subtrees()).root()).isEqualTo(frontier.root());
      if (size < MOST) {
        frontier.append(leaves.get(size));
      }
    }
  }

  @Test
  void eachLeafOfEachTreeIsProvenAndNoOtherPlaceOrLeafIs() {
    for (int size = 1; size <= MOST; size++) {
      Hash root = definition(leaves.subList(0, size));
      for (int index = 0; index < size; index++) {
        List<Hash> path = Proofs.inclusion(index, size, subtrees);
        Hash leaf = leaves.get(index);
        assertThat(Verification.includes(index, size, leaf, path, root)).isTrue();
        int other = (index + 1) % size;
        if (other != index) {
          assertThat(Verification.includes(other, size, leaf, path, root)).isFalse();
          assertThat(Verification.includes(index, size, leaves.get(other), path, root)).isFalse();
        }
      }
    }
  }

  @Test
  void eachEarlierStateOfEachTreeIsProvenAndNoForkIs() {
    for (int newer = 0; newer <= MOST; newer++) {
      Hash root = definition(leaves.subList(0, newer));
      for (int older = 1; older <= newer; older++) {
        List<Hash> path = Proofs.consistency(older, newer, subtrees);
        Hash before = definition(leaves.subList(0, older));
        assertThat(Verification.isConsistent(older, before, newer, root, path)).isTrue();
        List<Hash> forked = new ArrayList<>(leaves.subList(0, older));
        forked.set(0, Hash.leaf("fork".getBytes(StandardCharsets.UTF_8)));
        assertThat(Verification.isConsistent(older, definition(forked), newer, root, path))
            .isFalse();
      }
    }
  }

  private static Hash definition(List<Hash> leaves) {
    if (leaves.isEmpty()) {
      return Hash.OF_EMPTY_TREE;
    }
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return Hash.node(
        definition(leaves.subList(0, split)), definition(leaves.subList(split, leaves.size())));
  }
}
