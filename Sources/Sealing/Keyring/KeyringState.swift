import Crypto
import Foundation

/// What one process knows of the keyring's file: where each key lies, and the keys it opened.
///
/// Keys are unwrapped when they are first asked for: to unlock stays quick however many there are.
struct KeyringState<R: Realm>: Sendable {
  typealias File = KeyringFile<R>

  let header: File.Header
  private let file: PrivateFile
  private let inode: ino_t
  /// The records that were read, end to end.
  private var records: [UInt8] = []
  private var recordIndex: [CustomerID: Int] = [:]
  private var opened: [CustomerID: DataKey<R>] = [:]
  private(set) var damagedRecordCount = 0
  private let nonces = NonceSource()

  init(at place: KeyringPlace) throws(SealingError) {
    file = try place.directory.openFile(place.fileName, flags: O_RDWR)
    inode = try file.identity().inode
    header = try File.decodeHeader(
      file.read(at: 0, byteCount: File.headerByteCount), workspace: place.workspace,
      workspaceKey: place.workspaceKey)
    try readAdditions()
  }

  /// Replaces the file by one with these keys under a fresh epoch key, and opens that.
  init(
    at place: KeyringPlace, replacedBy keys: [DataKey<R>], epoch: UInt32
  ) throws(SealingError) {
    let header = File.Header(
      workspace: place.workspace, epoch: epoch, epochKey: SymmetricKey(size: .bits256))
    var bytes = try File.encode(header, workspaceKey: place.workspaceKey)
    bytes.reserveCapacity(bytes.count + keys.count * File.recordByteCount)
    for key in keys { bytes += try File.encode(key, header: header) }
    try place.directory.replace(place.fileName, with: bytes)
    try self.init(at: place)
  }

  var count: Int { recordIndex.count }

  var survey: KeyringSurvey {
    KeyringSurvey(
      epoch: header.epoch, recordCount: records.count / File.recordByteCount,
      customers: Set(recordIndex.keys), damagedRecordCount: damagedRecordCount)
  }

  mutating func key(for customer: CustomerID) throws(SealingError) -> DataKey<R>? {
    if let key = opened[customer] { return key }
    guard let index = recordIndex[customer] else { return nil }
    let start = index * File.recordByteCount
    let key = try File.decode(
      records[start..<start + File.recordByteCount], header: header, nonces: nonces)
    opened[customer] = key
    return key
  }

  func hasOpened(_ customer: CustomerID) -> Bool { opened[customer] != nil }

  mutating func allKeys() throws(SealingError) -> [DataKey<R>] {
    var keys: [DataKey<R>] = []
    keys.reserveCapacity(count)
    for customer in recordIndex.keys.sorted() {
      if let key = try key(for: customer) { keys.append(key) }
    }
    return keys
  }

  /// Whether another file stands in this one's place: another process renewed the epoch.
  /// - Throws: `keysRenewed` where none is there any more: the next epoch's has another name.
  func isReplaced(at place: KeyringPlace) throws(SealingError) -> Bool {
    var status = stat()
    guard
      fstatat(place.directory.descriptor, place.fileName, &status, AT_SYMLINK_NOFOLLOW) == 0
    else {
      guard errno == ENOENT else { throw .file(FileFailure(.read, code: errno)) }
      throw .keysRenewed
    }
    return status.st_ino != inode
  }

  /// Takes in the whole records behind those that are known; half a record is left for later.
  mutating func readAdditions() throws(SealingError) {
    let known = File.headerByteCount + records.count
    let added = (try file.byteCount() - known) / File.recordByteCount
    guard added > 0 else { return }
    let bytes = try file.read(at: known, byteCount: added * File.recordByteCount)
    guard bytes.count == added * File.recordByteCount else { return }
    index(bytes)
  }

  /// Writes records behind the last whole one, and waits until they are on disk.
  ///
  /// The caller holds the lock. If the disk is full, what was written is taken back.
  mutating func append(_ keys: [DataKey<R>]) throws(SealingError) {
    let end = File.headerByteCount + records.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(keys.count * File.recordByteCount)
    for key in keys { bytes += try File.encode(key, header: header) }
    do throws(SealingError) {
      try file.write(bytes, at: end)
      try file.synchronize()
    } catch {
      try? file.truncate(to: end)
      throw error
    }
    index(bytes)
    for key in keys { opened[key.owner] = key }
  }

  func synchronize() throws(SealingError) {
    try file.synchronize()
  }

  private mutating func index(_ added: [UInt8]) {
    let first = records.count / File.recordByteCount
    records += added
    recordIndex.reserveCapacity(records.count / File.recordByteCount)
    added.withUnsafeBytes { bytes in
      for number in 0..<added.count / File.recordByteCount {
        let start = number * File.recordByteCount
        let record = UnsafeRawBufferPointer(rebasing: bytes[start..<start + File.recordByteCount])
        let sum = UInt64(
          bigEndian: record.loadUnaligned(fromByteOffset: File.sumOffset, as: UInt64.self))
        if sum == File.sum(record) {
          let customer = Int64(bigEndian: record.loadUnaligned(as: Int64.self))
          recordIndex[CustomerID(rawValue: customer)] = first + number
        } else if record.contains(where: { $0 != 0 }) {
          damagedRecordCount += 1
        }
      }
    }
  }
}
