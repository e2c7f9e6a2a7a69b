package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.workspace.Limit;
import dev.dougong.engine.workspace.Room;
import java.util.ArrayList;
import java.util.List;

/** The room that the records of one write take of the workspace. Not thread-safe. */
final class Claims {

  private final Room room;
  private final List<Room.Claim> open = new ArrayList<>();

  Claims(Room room) {
    this.room = room;
  }

  /** Claims room for records that are about to be there; refuses where there is not enough. */
  void more(int records) {
    open.add(room.claim(Limit.RECORDS, records));
  }

  /** Records go into the recycle bin. */
  void less(int records) {
    open.add(room.claim(Limit.RECORDS, -records));
  }

  /** The write has ended, or is taken back in a transaction that goes on. */
  void settle(boolean isMade) {
    open.forEach(one -> one.settle(isMade));
    open.clear();
  }
}
