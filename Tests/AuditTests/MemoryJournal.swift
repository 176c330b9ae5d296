import Foundation
import Sealing

@testable import Audit

/// A journal in memory, whose rows a test may change behind everybody's back.
actor MemoryJournal: AuditJournal {
  typealias R = Practice

  /// What the disk does.
  enum Disk {
    case works
    /// Refuses to write.
    case full
    /// Says that it wrote, and did not.
    case lies
    /// Writes something else.
    case forges(AuditEvent)
  }

  private let writer: AuditWriter<Practice>
  private var rows: [[UInt8]] = []
  private var disk = Disk.works
  private var now: Date

  init(writer: AuditWriter<Practice>, now: Date = Date(millisecondsSince1970: 1_772_443_211_402)) {
    self.writer = writer
    self.now = now
  }

  func setDisk(_ disk: Disk) { self.disk = disk }

  func setTime(_ time: Date) { now = time }

  func setRows(_ rows: [[UInt8]]) { self.rows = rows }

  var stored: [[UInt8]] { rows }

  var count: Int { rows.count }

  func append(_ event: AuditEvent) throws -> AuditEntry {
    try append(event, by: writer)
  }

  func append(_ looks: [AuditEvent], within limit: LookLimit?) throws -> [AuditEntry] {
    try looks.map { try append($0, by: writer) }
  }

  func append(_ event: AuditEvent, by writer: AuditWriter<Practice>) throws -> AuditEntry {
    now.addTimeInterval(1)
    let entry = try writer.entry(for: event, after: head(), at: now)
    switch disk {
    case .works: rows.append(entry.storedBytes)
    case .full: throw CocoaError(.fileWriteOutOfSpace)
    case .lies: return entry
    case .forges(let other):
      rows.append(try writer.entry(for: other, after: head(), at: now).storedBytes)
    }
    writer.didCommit(entry)
    return entry
  }

  func entry(_ seq: Int64) throws -> AuditEntry? {
    guard rows.indices.contains(Int(seq) - 1) else { return nil }
    return try decode(rows[Int(seq) - 1], seq: seq)
  }

  func head() throws -> AuditHead {
    guard let last = rows.last else { return .empty }
    guard let entry = try? AuditEntry(storedBytes: last) else {
      return AuditHead(seq: Int64(rows.count), hash: .zero, time: now)
    }
    // As the store counts: by rows, whatever an entry says of itself.
    return AuditHead(seq: Int64(rows.count), hash: entry.hash, time: entry.time)
  }

  func entries(_ range: ClosedRange<Int64>) throws -> [AuditEntry] {
    try range.compactMap { seq in try entry(seq) }
  }

  private func decode(_ row: [UInt8], seq: Int64) throws -> AuditEntry {
    do throws(SealingError) {
      return try AuditEntry(storedBytes: row)
    } catch {
      throw AuditError.malformed(seq: seq)
    }
  }
}
