package dev.dougong.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapRoomTest {

  @Test
  void threeQuartersAreTooMany() {
    assertThat(HeapRoom.isShort(76, 100)).isTrue();
    assertThat(HeapRoom.isShort(75, 100)).isFalse();
    assertThat(HeapRoom.isShort(76, -1)).isFalse();
  }

  @Test
  void aCollectionIsToldOnceAndOnlyWhereItLeftLittleRoom() {
    HeapRoom room = new HeapRoom();
    System.gc();
    boolean unused = room.hasBecomeShort();

    assertThat(room.hasBecomeShort()).as("no collection since").isFalse();

    System.gc();
    assertThat(room.hasBecomeShort()).as("a heap with room").isFalse();
  }
}
