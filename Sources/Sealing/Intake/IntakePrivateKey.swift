import Crypto
import Foundation

/// Opens what came in by `IntakePublicKey`.
package struct IntakePrivateKey<R: Realm>: Sendable {
  let workspace: WorkspaceID
  let key: UnwrappingKey
  /// For mail that was sealed before the keys were renewed.
  let earlier: [UnwrappingKey]

  package var publicKey: IntakePublicKey<R> {
    IntakePublicKey(workspace: workspace, key: key.wrappingKey)
  }

  /// - Throws: `malformed` for what is no sealed message, `newerVersion`, `keyNotHeld` for one that
  ///   was sealed to another workspace, `notAuthentic` for damage.
  package func open(_ sealed: [UInt8]) throws(SealingError) -> [UInt8] {
    var reader = ByteReader(sealed)
    guard try reader.fixed(IntakeFormat.magic.count) == IntakeFormat.magic else {
      throw .malformed
    }
    guard try reader.integer(UInt8.self) == IntakeFormat.version else { throw .newerVersion }
    let check = try reader.fixed(WrappingKey.checkByteCount)
    guard let key = ([key] + earlier).first(where: { $0.wrappingKey.check == check }) else {
      throw .keyNotHeld
    }
    let encapsulated = try reader.fixed(WrappingKey.encapsulatedByteCount)
    var recipient: HPKE.Recipient
    do {
      recipient = try HPKE.Recipient(
        privateKey: key.key, ciphersuite: .sealdesk,
        info: Data(IntakeFormat.info(workspace, realm: R.self)),
        encapsulatedKey: Data(encapsulated))
    } catch {
      throw .notAuthentic
    }
    var padded: [UInt8] = []
    repeat {
      let piece = try reader.counted()
      let mark: [UInt8] = [reader.remainingByteCount == 0 ? 1 : 0]
      do {
        padded.append(contentsOf: try recipient.open(piece, authenticating: mark))
      } catch {
        throw .notAuthentic
      }
    } while reader.remainingByteCount > 0
    defer { padded.withUnsafeMutableBytes { wipe($0) } }
    return try Padding.unpad(padded)
  }
}
