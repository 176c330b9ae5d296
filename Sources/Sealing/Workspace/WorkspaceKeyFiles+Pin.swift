import Crypto
import Foundation

/// How far the key files had come when a person last unlocked them.
///
/// Whoever has an old copy of the keyring and of the charter that fits it could put both back:
/// erased customers would open again, and a revoked person would be let in. The pin is sealed for
/// one person and grows only, so that they notice.
struct KeyPin: Hashable, Sendable {
  /// The charter's.
  var epoch: UInt32
  /// The keyring's, which erasures count up too.
  var keyringEpoch: UInt32
  /// Keys are only added within one epoch.
  var recordCount: UInt64

  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.append(epoch)
    writer.append(keyringEpoch)
    writer.append(recordCount)
    return writer.bytes
  }

  init(epoch: UInt32, keyringEpoch: UInt32, recordCount: UInt64) {
    self.epoch = epoch
    self.keyringEpoch = keyringEpoch
    self.recordCount = recordCount
  }

  init(epoch: UInt32, _ survey: KeyringSurvey) {
    self.init(
      epoch: epoch, keyringEpoch: survey.epoch, recordCount: UInt64(survey.recordCount))
  }

  init(decoding bytes: [UInt8]) throws(SealingError) {
    var reader = ByteReader(bytes)
    epoch = try reader.integer()
    keyringEpoch = try reader.integer()
    recordCount = try reader.integer()
    try reader.finish()
  }

  /// Whether files that stand here have gone back behind `earlier`.
  func isOlder(than earlier: KeyPin) -> Bool {
    (epoch, keyringEpoch, recordCount)
      < (earlier.epoch, earlier.keyringEpoch, earlier.recordCount)
  }
}

extension WorkspaceKeyFiles {
  static func pinFileName(_ id: MemberID) -> String { "pin-\(id.rawValue)" }

  /// Asked before any role's key is used; the keyring is looked at when it is opened.
  /// - Throws: `rolledBack`, `notAuthentic`, `malformed`, `file`.
  func requireNoOlderCharter(than session: SessionSecrets<R>) throws(SealingError) {
    guard let pinned = try pinned(of: session), session.epoch < pinned.epoch else { return }
    throw .rolledBack
  }

  /// Notes how far the files have come, durably.
  /// - Throws: `rolledBack` where they had come farther; `notAuthentic`, `malformed`, `file`.
  package func pin(_ secrets: WorkspaceSecrets<R>) throws(SealingError) {
    let earlier = try pinned(of: secrets.session)
    var pin = try KeyPin(epoch: secrets.session.epoch, secrets.keyring.survey())
    if let earlier {
      guard !pin.isOlder(than: earlier) else { throw .rolledBack }
    }
    guard pin != earlier else { return }
    do throws(SealingError) {
      // What is not yet on disk could be lost, and would look like a rollback afterwards.
      pin = try KeyPin(epoch: secrets.session.epoch, secrets.keyring.durableSurvey())
      try directory.replace(
        Self.pinFileName(secrets.member.id),
        with: secrets.profile.seal(pin.encoded(), as: .keyPin).bytes)
    } catch .file {
      // A full disk, or one that cannot be written: what is there can be read all the same.
    }
  }

  private func pinned(of session: SessionSecrets<R>) throws(SealingError) -> KeyPin? {
    let name = Self.pinFileName(session.member.id)
    guard directory.contains(name) else { return nil }
    return try KeyPin(
      decoding: session.profile.open(Sealed(storedBytes: directory.read(name)), as: .keyPin))
  }
}
