import Crypto
package import Foundation

/// What the mail user has: it seals and opens nothing.
///
/// The file beside the key directory:
///
///     "SDINTAKE" ‖ version (1) ‖ realm ‖ workspace (16) ‖ X25519 key (32) ‖ SHA-256 of all before
package struct IntakePublicKey<R: Realm>: Sendable {
  package let workspace: WorkspaceID
  let key: WrappingKey

  package static var fileName: String { "intake.pub" }
  private static var kind: StaticString { "SDINTAKE" }

  init(workspace: WorkspaceID, key: WrappingKey) {
    self.workspace = workspace
    self.key = key
  }

  /// Reads the key of a workspace; no other file is needed.
  /// - Throws: `wrongRealm`, `newerVersion`, `malformed`, `file`.
  package init(in root: URL) throws(SealingError) {
    let path = root.appendingPathComponent(Self.fileName).path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(FileFailure(.open, code: errno)) }
    let file = PrivateFile(descriptor: descriptor)
    var reader = try FileFrame.open(
      file.read(at: 0, byteCount: 4_096), Self.kind, realm: R.self)
    workspace = try WorkspaceID(from: &reader)
    key = WrappingKey(bytes: try reader.fixed(WrappingKey.byteCount))
    try reader.finish()
  }

  func encoded() -> [UInt8] {
    var writer = FileFrame.header(Self.kind, realm: R.self)
    writer.append(workspace)
    writer.append(fixed: key.bytes)
    return FileFrame.closed(writer)
  }

  /// Puts the file in place, readable by everybody: it is public, and the mail user is another user.
  func write(in root: URL) throws(SealingError) {
    let path = root.path
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(FileFailure(.open, code: errno)) }
    try KeyDirectory(descriptor: descriptor).replace(Self.fileName, with: encoded(), mode: 0o644)
  }

  /// Seals a message for whoever holds the workspace key.
  ///
  ///     "SDIN" ‖ version (1) ‖ key check (8) ‖ encapsulated key (32)
  ///     ‖ for each MiB: byte count (4) ‖ ciphertext ‖ tag (16)
  ///
  /// One HPKE context seals all pieces in order; the last says that it is the last, so that a
  /// message which was cut short does not open. The length is padded as everywhere.
  package func seal(_ message: some Collection<UInt8>) throws(SealingError) -> [UInt8] {
    let recipient = try key.publicKey()
    do {
      var sender = try HPKE.Sender(
        recipientKey: recipient, ciphersuite: .sealdesk,
        info: Data(IntakeFormat.info(workspace, realm: R.self)))
      let padded = Padding.pad(message)
      var writer = ByteWriter()
      writer.append(fixed: IntakeFormat.magic)
      writer.append(IntakeFormat.version)
      writer.append(fixed: key.check)
      writer.append(fixed: sender.encapsulatedKey)
      var start = 0
      repeat {
        let end = min(start + IntakeFormat.pieceByteCount, padded.count)
        let mark: [UInt8] = [end == padded.count ? 1 : 0]
        writer.append(bytes: try sender.seal(padded[start..<end], authenticating: mark))
        start = end
      } while start < padded.count
      return writer.bytes
    } catch {
      throw .cipherUnavailable
    }
  }
}

enum IntakeFormat {
  static let magic = Array("SDIN".utf8)
  static let version: UInt8 = 1
  static let pieceByteCount = 1 << 20

  static func info<R: Realm>(_ workspace: WorkspaceID, realm: R.Type) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(text: "sealdesk.intake")
    writer.append(text: R.name)
    writer.append(workspace)
    return writer.bytes
  }
}
