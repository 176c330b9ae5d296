import DiskJournal
package import Foundation
package import SeededRandom

/// Everything that SQLite wrote below a directory, in order, and what a disk would hold of it after
/// the power went.
///
/// What a file held when it was last synced is kept. Of what was written to it since, each sector of
/// 512 bytes arrives or does not, in any order, and each cut and deletion likewise: that is more than
/// most disks do wrong.
package struct RecordedDisk: Sendable {
  /// One thing that was done to a file.
  enum Event: Sendable {
    case write(name: String, offset: Int, bytes: [UInt8])
    case truncate(name: String, byteCount: Int)
    case sync(name: String)
    case delete(name: String)
  }

  /// How the disk treats a sync.
  package enum Syncs: Sendable {
    /// What was synced is there.
    case kept
    /// The disk says yes and does nothing: to see that the trials find what is lost.
    case ignored
  }

  let base: [String: [UInt8]]
  let events: [Event]

  private static let sectorByteCount = 512

  /// How much was recorded so far, for saying what was acknowledged when.
  package static var position: Int { Int(disk_journal_count()) }

  package var eventCount: Int { events.count }

  /// Begins to record what SQLite does below `directory` from now on.
  package static func begin(below directory: URL) {
    precondition(disk_journal_install() == 0, "SQLite takes another file system")
    disk_journal_begin(directory.path)
  }

  /// Takes what was recorded since, on top of what the files held then.
  package init(on base: [String: [UInt8]]) {
    disk_journal_end()
    self.base = base
    events = (0..<disk_journal_count()).map { Event(disk_journal_event($0)) }
  }

  /// The files of a directory that SQLite keeps.
  package static func files(in directory: URL) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in ["tickets.db", "tickets.db-wal"] {
      let file = directory.appending(path: name)
      if FileManager.default.fileExists(atPath: file.path) {
        files[name] = Array(try Data(contentsOf: file))
      }
    }
    return files
  }

  /// What is left after the power went behind the first `position` events.
  package func files(
    afterLossAt position: Int, syncs: Syncs, using random: inout SeededGenerator
  ) -> [String: [UInt8]] {
    var durable = base
    var pending: [String: [Event]] = [:]
    for event in events.prefix(position) {
      if case .sync(let name) = event {
        guard syncs == .kept else { continue }
        for waiting in pending[name, default: []] { Self.apply(waiting, to: &durable) }
        pending[name] = nil
      } else {
        pending[event.name, default: []].append(event)
      }
    }
    for name in pending.keys.sorted() {
      for event in pending[name, default: []].shuffled(using: &random) {
        Self.applyPart(of: event, to: &durable, using: &random)
      }
    }
    return durable
  }

  private static func applyPart(
    of event: Event, to files: inout [String: [UInt8]], using random: inout SeededGenerator
  ) {
    guard case .write(let name, let offset, let bytes) = event else {
      if Bool.random(using: &random) { apply(event, to: &files) }
      return
    }
    // Whole, not at all, or sector by sector.
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return
    case 1: apply(event, to: &files)
    default:
      for start in stride(from: 0, to: bytes.count, by: sectorByteCount)
      where Bool.random(using: &random) {
        let sector = Array(bytes[start..<min(start + sectorByteCount, bytes.count)])
        apply(.write(name: name, offset: offset + start, bytes: sector), to: &files)
      }
    }
  }

  private static func apply(_ event: Event, to files: inout [String: [UInt8]]) {
    switch event {
    case .write(let name, let offset, let bytes):
      let end = offset + bytes.count
      let missing = end - files[name, default: []].count
      if missing > 0 {
        files[name, default: []].append(contentsOf: repeatElement(0, count: missing))
      }
      files[name, default: []].replaceSubrange(offset..<end, with: bytes)
    case .truncate(let name, let byteCount):
      let excess = files[name, default: []].count - byteCount
      if excess > 0 { files[name, default: []].removeLast(excess) }
    case .delete(let name): files[name] = nil
    case .sync: break
    }
  }
}

extension RecordedDisk.Event {
  init(_ event: disk_event) {
    let name = URL(fileURLWithPath: String(cString: event.path)).lastPathComponent
    switch event.operation {
    case DISK_WRITE:
      self = .write(
        name: name, offset: Int(event.offset),
        bytes: Array(UnsafeBufferPointer(start: event.bytes, count: Int(event.byte_count))))
    case DISK_TRUNCATE: self = .truncate(name: name, byteCount: Int(event.offset))
    case DISK_SYNC: self = .sync(name: name)
    default: self = .delete(name: name)
    }
  }

  var name: String {
    switch self {
    case .write(let name, _, _), .truncate(let name, _), .sync(let name), .delete(let name): name
    }
  }
}
