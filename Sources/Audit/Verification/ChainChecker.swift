import Foundation
import Sealing

/// Follows the chain through a stream of judged entries, in memory that does not grow with it.
///
/// One entry is held back until the next is seen, since what is wrong with a place often shows only
/// by what stands behind it.
struct ChainChecker {
  /// An entry as the stream brings it.
  enum Item {
    case entry(AuditEntry, EntryVerdict)
    /// A row of this number which is no entry.
    case unreadable(seq: Int64)
  }

  private(set) var findings: [AuditFinding] = []
  private(set) var findingCount = 0
  private(set) var entryCount: Int64 = 0
  private(set) var frontier = MerkleFrontier()
  private(set) var last = AuditHead.empty

  private var held: (AuditEntry, EntryVerdict)?
  /// Whether the last link is known to be bad: that the next does not fit it is no second finding.
  private var isLastSuspect = false
  /// Genuine entries besides the last, of the same number.
  private var rivals: Set<Digest256> = []
  /// Where entries that belong further on were met, by their numbers.
  private var displaced: [Int64: Int64] = [:]
  private var pins: [AuditCheckpoint]

  static let maximumFindings = 1_000
  private static let maximumDisplaced = 1_000

  init(pins: [AuditCheckpoint]) {
    self.pins = pins.sorted { $0.size < $1.size }
  }

  mutating func consume(_ item: Item) {
    switch item {
    case .entry(let entry, let verdict):
      let before = held
      held = (entry, verdict)
      if let (entry, verdict) = before {
        place(entry, verdict, nextSeq: held?.0.seq)
      }
    case .unreadable(let seq):
      flush()
      entryCount += 1
      report(seq, .edited)
      advance(to: AuditHead(seq: seq, hash: .zero, time: last.time), isSuspect: true)
    }
  }

  /// Ends the stream.
  mutating func finish() {
    flush()
    for (seq, place) in displaced {
      report(place, .dropped(through: place))
      report(seq, .inserted)
    }
    findings.sort { $0.seq < $1.seq }
    for pin in pins where pin.size > last.seq {
      report(last.seq, .truncated(pinnedSize: pin.size))
    }
  }

  private mutating func flush() {
    guard let (entry, verdict) = held else { return }
    held = nil
    place(entry, verdict, nextSeq: nil)
  }

  private mutating func place(
    _ entry: AuditEntry, _ verdict: EntryVerdict, nextSeq: Int64?
  ) {
    entryCount += 1
    let expected = last.seq + 1
    if entry.seq == expected {
      // Two of one number, and this one is not genuine: it was put in.
      if verdict != .genuine, nextSeq == entry.seq {
        report(entry.seq, .inserted)
      } else {
        link(entry, verdict)
      }
    } else if entry.seq > expected {
      placeAhead(entry, verdict, expected: expected, nextSeq: nextSeq)
    } else {
      placeBehind(entry, verdict)
    }
  }

  /// An entry comes too early: it changed places with another, or those between are gone.
  private mutating func placeAhead(
    _ entry: AuditEntry, _ verdict: EntryVerdict, expected: Int64, nextSeq: Int64?
  ) {
    let isAlone = nextSeq == expected + 1 || nextSeq == expected
    if isAlone, displaced.count < Self.maximumDisplaced {
      displaced[entry.seq] = expected
      advance(to: AuditHead(seq: expected, hash: .zero, time: last.time), isSuspect: true)
    } else {
      report(expected, .dropped(through: entry.seq - 1))
      isLastSuspect = true
      link(entry, verdict)
    }
  }

  /// An entry comes too late: it is the other half of an exchange, a second of its number, or was
  /// put in.
  private mutating func placeBehind(_ entry: AuditEntry, _ verdict: EntryVerdict) {
    if let (seq, _) = displaced.first(where: { $0.value == entry.seq }) {
      displaced[seq] = nil
      report(entry.seq, .swapped(with: seq))
      if seq == last.seq + 1 {
        advance(to: AuditHead(seq: seq, hash: .zero, time: last.time), isSuspect: true)
      }
    } else if entry.seq == last.seq, verdict == .genuine, entry.hash != last.hash {
      report(entry.seq, .forked)
      rivals.insert(entry.hash)
    } else {
      report(entry.seq, .inserted)
    }
  }

  private mutating func link(_ entry: AuditEntry, _ verdict: EntryVerdict) {
    switch verdict {
    case .genuine: break
    case .edited: report(entry.seq, .edited)
    case .signedByStranger: report(entry.seq, .signedByStranger)
    case .foreign: report(entry.seq, .foreign)
    }
    let isLinked = entry.previous == last.hash || rivals.contains(entry.previous)
    if !isLinked, !isLastSuspect, verdict == .genuine { report(entry.seq, .chainBroken) }
    if entry.time < last.time {
      let back = last.time.millisecondsSince1970 - entry.time.millisecondsSince1970
      report(entry.seq, .clockWentBack(milliseconds: back))
    }
    advance(to: entry.head, isSuspect: verdict != .genuine)
  }

  private mutating func advance(to head: AuditHead, isSuspect: Bool) {
    last = head
    isLastSuspect = isSuspect
    rivals = []
    frontier.append(leaf: head.hash)
    while let pin = pins.first, pin.size <= frontier.size {
      if pin.size == frontier.size, frontier.root != pin.root {
        report(head.seq, .rewritten(pinnedSize: pin.size))
      }
      pins.removeFirst()
    }
  }

  mutating func report(_ seq: Int64, _ problem: AuditFinding.Problem) {
    findingCount += 1
    if findings.count < Self.maximumFindings {
      findings.append(AuditFinding(seq: seq, problem: problem))
    }
  }
}
