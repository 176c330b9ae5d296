/// The file of public keys and wraps, as it lies in the key directory.
///
///     "SDKEYS" ‖ version (1) ‖ realm ‖ charter ‖ signer (8) ‖ signature (64)
///     ‖ count (2) ‖ wraps ‖ count (2) ‖ signed members ‖ SHA-256 of all before
struct WorkspaceFile<R: Realm>: Sendable {
  var charter: Charter
  var signer: MemberID
  var signature: [UInt8]
  var wraps: [KeyWrap]
  var members: [SignedMember]

  private static var kind: StaticString { "SDKEYS" }

  static func charterMessage(_ charter: Charter) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(text: R.name)
    writer.append(fixed: charter.encoded())
    return writer.bytes
  }

  func encoded() -> [UInt8] {
    var writer = FileFrame.header(Self.kind, realm: R.self)
    writer.append(bytes: charter.encoded())
    writer.append(signer.rawValue)
    writer.append(fixed: signature)
    writer.append(UInt16(wraps.count))
    for wrap in wraps { wrap.write(to: &writer) }
    writer.append(UInt16(members.count))
    for member in members { member.write(to: &writer) }
    return FileFrame.closed(writer)
  }

  /// The name of the realm, whichever it is.
  static func realmName(of bytes: [UInt8]) throws(SealingError) -> String {
    try FileFrame.open(bytes, kind).realm
  }

  /// Which epoch's keys are in force, without a look at who signed for them.
  static func epoch(of bytes: [UInt8]) throws(SealingError) -> UInt32 {
    var reader = try FileFrame.open(bytes, kind, realm: R.self)
    return try Charter(decoding: try reader.counted()).epoch
  }

  /// Checks the signatures: every member leads back to the anchor, and one of them who is a
  /// supervisor signed the charter.
  /// - Throws: `untrustedKeys`.
  func trustedDirectory(anchor: VerificationKey) throws(SealingError) -> MemberDirectory {
    let directory = try MemberDirectory(
      members, anchor: anchor, workspace: charter.workspace, realm: R.self)
    guard let supervisor = directory[signer], supervisor.role == .supervisor,
      supervisor.publicKeys.verification.isValid(
        signature, of: Self.charterMessage(charter), for: .charter)
    else { throw .untrustedKeys }
    return directory
  }

  func wrapped(_ secret: KeyWrap.Secret, for holder: KeyWrap.Holder) -> [UInt8]? {
    wraps.first { $0.secret == secret && $0.holder == holder }?.bytes
  }

  func info(_ secret: KeyWrap.Secret, for holder: KeyWrap.Holder) -> [UInt8] {
    charter.info(secret, for: holder, realm: R.self)
  }
}

extension WorkspaceFile {
  init(decoding bytes: [UInt8]) throws(SealingError) {
    var reader = try FileFrame.open(bytes, Self.kind, realm: R.self)
    charter = try Charter(decoding: try reader.counted())
    signer = MemberID(rawValue: try reader.integer())
    signature = try reader.fixed(VerificationKey.signatureByteCount)
    wraps = []
    for _ in 0..<(try reader.integer(UInt16.self)) {
      wraps.append(try KeyWrap(from: &reader))
    }
    members = []
    for _ in 0..<(try reader.integer(UInt16.self)) {
      members.append(try SignedMember(from: &reader))
    }
    try reader.finish()
  }
}
