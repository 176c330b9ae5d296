import Audit
import Desk
import Foundation
import Sealing
import TicketStore
import Tickets

/// The log in the store's file: what a durable entry costs, and how fast it is gone through.
struct AuditBenchmark {
  let scale: Scale

  /// Enough for the store to empty its journal several times, which takes its share.
  private static let durableCount = 2_000

  func figures() async throws -> [Figure] {
    let place = try TemporaryWorkspace()
    defer { place.remove() }
    let writer = try place.writer(place.secrets)
    let store = try place.open(
      place.secrets, StoreConfiguration(searchWindow: 0), audit: writer)
    defer { store.close() }
    return try await appending(AuditLog(journal: store, writer: writer), to: store, place)
      + verifying(store, place)
      + proving(store)
  }

  // MARK: Appending

  private func appending(
    _ log: AuditLog<Practice>, to store: TicketStore<Practice>, _ place: TemporaryWorkspace
  ) async throws -> [Figure] {
    let durable = try await Stopwatch.wall {
      for number in 0..<Self.durableCount { try await log.record(event(number)) }
    }
    let bytes = try await store.entry(1)?.storedBytes ?? []
    let synced = try await Stopwatch.wall {
      try place.appendSynced(bytes, count: Self.durableCount)
    }
    let rest = max(scale.tickets - Self.durableCount, 0)
    let filling = try await Stopwatch.wall {
      for start in stride(from: 0, to: rest, by: 500) {
        try await store.perform(
          .dropMail, recording: (start..<min(start + 500, rest)).map(event), finishing: nil)
      }
    }
    let floor = rate("write and sync as many bytes", Self.durableCount, synced)
    return [
      floor,
      rate("append an entry, signed, sealed, durable", Self.durableCount, durable)
        .compared(to: floor),
      rate("append entries, 500 a transaction", rest, filling),
      Figure(name: "an entry's size", value: Double(bytes.count), unit: "bytes"),
    ]
  }

  private func event(_ number: Int) -> AuditEvent {
    AuditEvent(
      .ticketView, ticket: TicketID(rawValue: Int64(number % 997 + 1)),
      customer: CustomerID(rawValue: Int64(number % 331 + 1)))
  }

  // MARK: Verifying

  private func verifying(
    _ store: TicketStore<Practice>, _ place: TemporaryWorkspace
  ) async throws -> [Figure] {
    let head = try await store.head().seq
    let count = Int(head)
    var report: AuditReport?
    let signed = try await Stopwatch.wall {
      report = try await verifier(place).verify(store)
    }
    guard let report, report.isIntact else {
      preconditionFailure("the log was written by this run alone")
    }
    let checkpoint = try AuditCheckpoint(
      size: head, root: report.root, time: Date(), signedBy: place.secrets)
    let chained = try await Stopwatch.wall {
      _ = try await verifier(place, [checkpoint], .sinceCheckpoint).verify(store)
    }
    let reading = try await Stopwatch.wall {
      for start in stride(from: Int64(1), through: head, by: 2_048) {
        _ = try await store.entries(start...min(start + 2_047, head))
      }
    }
    let bare = try await bareSignatures(place)
    let floor = rate("read the entries", count, reading)
    return [
      floor, bare,
      rate("verify chain and tree behind a checkpoint", count, chained).compared(to: floor),
      rate("verify chain, tree and every signature", count, signed).compared(to: bare),
    ]
  }

  /// What the cores do when they verify signatures and nothing else.
  private func bareSignatures(_ place: TemporaryWorkspace) async throws -> Figure {
    let count = 4_000
    let message = [UInt8](repeating: 7, count: 32)
    let signature = try place.secrets.signer.sign(message, for: .auditEntry)
    let key = place.secrets.signer.verificationKey
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let time = await Stopwatch.wall {
      await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<cores {
          group.addTask {
            (0..<count / cores).allSatisfy { _ in
              key.isValid(signature, of: message, for: .auditEntry)
            }
          }
        }
        for await isValid in group { precondition(isValid, "what was signed is valid") }
      }
    }
    return rate("verify signatures alone, on all cores", count, time)
  }

  private func verifier(
    _ place: TemporaryWorkspace, _ checkpoints: [AuditCheckpoint] = [],
    _ signatures: AuditVerifier<Practice>.SignatureCheck = .all
  ) -> AuditVerifier<Practice> {
    AuditVerifier(
      workspace: place.secrets.workspace, people: place.secrets.people, checkpoints: checkpoints,
      signatures: signatures)
  }

  // MARK: Proving

  private func proving(_ store: TicketStore<Practice>) async throws -> [Figure] {
    let size = try await store.head().seq
    let hashes = try await store.entries(1...size).map(\.hash)
    var tree = MerkleTree()
    let growing = await Stopwatch.wall { tree = MerkleTree(leaves: hashes) }
    var random = scale.random
    let leaves = (0..<1_000).map { _ in Int64.random(in: 0..<size, using: &random) }
    var proofs: [[Digest256]] = []
    let proving = await Stopwatch.wall {
      proofs = leaves.map { tree.inclusionProof(leaf: $0, size: size) }
    }
    let root = tree.root
    let checking = await Stopwatch.wall {
      for (leaf, proof) in zip(leaves, proofs) {
        precondition(
          MerkleProof.includes(
            leaf: hashes[Int(leaf)], at: leaf, size: size, root: root, proof: proof),
          "a proof of this tree holds")
      }
    }
    return [
      rate("grow the tree", hashes.count, growing),
      Figure(name: "make an inclusion proof", value: proving / 1_000, unit: "µs"),
      Figure(name: "check an inclusion proof", value: checking / 1_000, unit: "µs"),
    ]
  }

  private func rate(_ name: String, _ count: Int, _ microseconds: Double) -> Figure {
    Figure(name: name, value: Double(count) * 1e6 / max(microseconds, 1), unit: "/s")
  }
}

extension TemporaryWorkspace {
  /// What the disk asks for each durable write.
  func appendSynced(_ bytes: [UInt8], count: Int) throws {
    let file = directory.appending(path: "synced")
    _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    for _ in 0..<count {
      try handle.write(contentsOf: bytes)
      fdatasync(handle.fileDescriptor)
    }
  }
}
