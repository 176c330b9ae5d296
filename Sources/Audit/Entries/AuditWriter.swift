package import Foundation
package import Sealing
import Synchronization
import Tickets

/// Makes a session's entries: seals their bodies, chains and signs them.
///
/// It writes nothing. The store calls it inside the transaction in which it read the head, and tells
/// it once the transaction is committed.
package final class AuditWriter<R: Realm>: Sendable {
  package let origin: AuditOrigin
  private let workspace: WorkspaceID
  private let signer: SigningKey
  private let key: AuditContentKey<R>
  private let wrap: [UInt8]
  /// The committed entry that holds the wrap.
  private let keyEntry = Mutex<Int64?>(nil)
  /// What was signed last, by hash: nothing is verified that is known to be our own.
  private let signed = Mutex(RecentSignatures())

  /// - Throws: `cipherUnavailable`.
  package init(secrets: some SignedIn<R>, origin: AuditOrigin) throws(SealingError) {
    precondition(
      secrets.member.id.rawValue == origin.actor.rawValue, "a session signs for its own person")
    self.origin = origin
    workspace = secrets.workspace
    signer = secrets.signer
    (key, wrap) = try secrets.auditSealer.makeContentKey(for: secrets.member.id)
  }

  /// The entry for an event, to follow `head`.
  /// - Throws: `sealing`.
  package func entry(
    for event: AuditEvent, after head: AuditHead, at time: Date
  ) throws(AuditError) -> AuditEntry {
    let seq = head.seq + 1
    do throws(SealingError) {
      let body = try key.seal(AuditBody(event, origin: origin).encoded(), seq: seq)
      let header = AuditEntry.Header(
        seq: seq, milliseconds: time.millisecondsSince1970, actor: origin.actor,
        workspace: workspace, realm: R.name, previous: head.hash,
        contentKey: keyEntry.withLock { $0.map { .inEntry($0) } } ?? .wrapped(wrap),
        bodyDigest: Digest256.of(body))
      let hash = header.hash
      let signature = try signer.sign(hash.bytes, for: .auditEntry)
      signed.withLock { $0.note(signature, of: hash) }
      return AuditEntry(header: header, hash: hash, signature: signature, sealedBody: body)
    } catch {
      throw .sealing(error)
    }
  }

  /// Says that an entry is on disk: later ones refer to the key it holds.
  package func didCommit(_ entry: AuditEntry) {
    guard case .wrapped(wrap) = entry.contentKey else { return }
    keyEntry.withLock { if $0 == nil { $0 = entry.seq } }
  }

  /// Whether an entry that was read back records this event, and is this session's own.
  func confirms(_ entry: AuditEntry, records event: AuditEvent) -> Bool {
    guard entry.actor == origin.actor, entry.workspace == workspace, entry.realm == R.name,
      entry.isWhole, isOwn(entry), let body = try? key.open(entry.sealedBody, seq: entry.seq)
    else { return false }
    return body == AuditBody(event, origin: origin).encoded()
  }

  private func isOwn(_ entry: AuditEntry) -> Bool {
    if let known = signed.withLock({ $0.signature(of: entry.hash) }) {
      return known == entry.signature
    }
    return entry.isSigned(by: signer.verificationKey)
  }
}

/// The last few signatures of a session, to compare with what is read back: that costs nothing, where
/// to verify one costs half as much as to wait for the disk.
private struct RecentSignatures {
  private var places: [(hash: Digest256, signature: [UInt8])] = []
  private var next = 0
  private static let capacity = 32

  mutating func note(_ signature: [UInt8], of hash: Digest256) {
    if places.count < Self.capacity {
      places.append((hash, signature))
    } else {
      places[next] = (hash, signature)
      next = (next + 1) % Self.capacity
    }
  }

  func signature(of hash: Digest256) -> [UInt8]? {
    places.last { $0.hash == hash }?.signature
  }
}
