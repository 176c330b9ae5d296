import Crypto
import Foundation
import Synchronization
import Testing

@testable import Sealing

@Suite struct KeyringTests {
  typealias Ring = Keyring<Practice>
  typealias Format = KeyringFile<Practice>

  let place = SealContext(table: "message", column: "body", row: 1)
  let temporary: TemporaryDirectory
  let directory: KeyDirectory
  let workspace = WorkspaceID.random()
  let workspaceKey = SymmetricKey(size: .bits256)
  let ring: Ring

  init() throws {
    temporary = try TemporaryDirectory()
    directory = try KeyDirectory(temporary.file("keys").path, creating: .whereMissing)
    ring = try Ring.create(
      at: KeyringPlace(in: directory, workspace: workspace, workspaceKey: workspaceKey))
  }

  /// The same file with descriptors of its own, as another process has it.
  func otherProcess() throws -> Ring {
    try Ring(at: KeyringPlace(in: directory, workspace: workspace, workspaceKey: workspaceKey))
  }

  func customers(_ numbers: ClosedRange<Int64>) -> [CustomerID] {
    numbers.map(CustomerID.init(rawValue:))
  }

  func isSame(_ left: DataKey<Practice>, _ right: DataKey<Practice>) throws -> Bool {
    let sealed = try left.seal([1, 2, 3], in: place)
    return (try? right.open(sealed, in: place)) == [1, 2, 3]
  }

  func changeFile(_ change: (inout [UInt8]) -> Void) throws {
    var bytes = try temporary.bytes("keys/keyring")
    change(&bytes)
    try temporary.overwrite("keys/keyring", with: bytes)
  }

  @Test func `a key is there again after a restart`() throws {
    let made = try ring.makeDataKeys(for: customers(1...3))
    let again = try otherProcess()
    #expect(again.count == 3)
    for (customer, key) in made {
      #expect(try isSame(key, again.dataKey(for: customer)))
    }
  }

  @Test func `a customer without a key has none`() {
    #expect(throws: SealingError.keyNotHeld) { try ring.dataKey(for: CustomerID(rawValue: 9)) }
  }

  @Test func `what another process added is picked up when it is missed`() throws {
    let other = try otherProcess()
    let customer = CustomerID(rawValue: 4)
    let made = try #require(try other.makeDataKeys(for: [customer])[customer])
    #expect(try isSame(made, ring.dataKey(for: customer)))
  }

  @Test func `a customer gets one key, whoever asks first`() throws {
    let other = try otherProcess()
    let customer = CustomerID(rawValue: 4)
    let first = try #require(try ring.makeDataKeys(for: [customer])[customer])
    let second = try #require(try other.makeDataKeys(for: [customer, customer])[customer])
    #expect(try isSame(first, second))
    #expect(other.count == 1)
  }

  @Test func `processes that add at the same time lose nothing`() throws {
    let rings = try (0..<4).map { _ in try otherProcess() }
    let failures = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 4) { process in
      for number in 0..<20 {
        // Half of the customers are wanted by all, half by one.
        let id = number.isMultiple(of: 2) ? number : 1_000 * (process + 1) + number
        do {
          _ = try rings[process].makeDataKeys(for: [CustomerID(rawValue: Int64(id))])
        } catch {
          failures.withLock { $0 += 1 }
        }
      }
    }
    #expect(failures.withLock { $0 } == 0)
    let after = try otherProcess()
    #expect(after.count == 10 + 4 * 10)
    #expect(after.damagedRecordCount == 0)
    for number: Int64 in stride(from: 0, to: 20, by: 2) {
      let customer = CustomerID(rawValue: number)
      let key = try after.dataKey(for: customer)
      for ring in rings { #expect(try isSame(key, ring.dataKey(for: customer))) }
    }
  }

  @Test(arguments: [1, 64, 127])
  func `half a record at the end is a write that was not acknowledged`(byteCount: Int) throws {
    _ = try ring.makeDataKeys(for: customers(1...2))
    try changeFile { bytes in
      let record = bytes.suffix(Format.recordByteCount)
      bytes += record.prefix(byteCount)
    }
    let after = try otherProcess()
    #expect(after.count == 2)
    #expect(after.damagedRecordCount == 0)
    _ = try after.makeDataKeys(for: customers(3...3))
    #expect(try otherProcess().count == 3)
  }

  @Test func `a hole where a record was to be is passed over`() throws {
    _ = try ring.makeDataKeys(for: customers(1...1))
    try changeFile { $0 += [UInt8](repeating: 0, count: Format.recordByteCount) }
    let after = try otherProcess()
    _ = try after.makeDataKeys(for: customers(2...2))
    let last = try otherProcess()
    #expect(last.count == 2)
    #expect(last.damagedRecordCount == 0)
  }

  @Test func `every bit of a record counts`() throws {
    _ = try ring.makeDataKeys(for: customers(1...1))
    let intact = try temporary.bytes("keys/keyring")
    for index in Format.headerByteCount..<intact.count {
      try changeFile {
        $0 = intact
        $0[index] ^= 0x80
      }
      let after = try otherProcess()
      #expect(after.damagedRecordCount == 1, "byte \(index)")
      #expect(throws: SealingError.malformed, "byte \(index)") {
        try after.dataKey(for: CustomerID(rawValue: 1))
      }
    }
  }

  @Test func `while a record is damaged nobody gets a second key`() throws {
    _ = try ring.makeDataKeys(for: customers(1...2))
    try changeFile { $0[Format.headerByteCount + 20] ^= 1 }
    let after = try otherProcess()
    #expect(throws: SealingError.malformed) { try after.makeDataKeys(for: customers(1...1)) }
    _ = try after.dataKey(for: CustomerID(rawValue: 2))
  }

  @Test func `every bit of the header counts`() throws {
    let intact = try temporary.bytes("keys/keyring")
    for index in 0..<Format.headerByteCount {
      try changeFile {
        $0 = intact
        $0[index] ^= 0x01
      }
      #expect(throws: SealingError.self, "byte \(index)") { try otherProcess() }
    }
  }

  @Test func `a key moved to another customer does not open`() throws {
    _ = try ring.makeDataKeys(for: customers(1...2))
    try changeFile { bytes in
      let first = Format.headerByteCount
      let second = first + Format.recordByteCount
      let wrap = Array(bytes[second + Format.wrapOffset..<second + Format.sumOffset])
      bytes.replaceSubrange(first + Format.wrapOffset..<first + Format.sumOffset, with: wrap)
      let sum = bytes[first..<second].withUnsafeBytes { Format.sum($0) }
      var writer = ByteWriter()
      writer.append(sum)
      bytes.replaceSubrange(first + Format.sumOffset..<second, with: writer.bytes)
    }
    let after = try otherProcess()
    #expect(throws: SealingError.notAuthentic) { try after.dataKey(for: CustomerID(rawValue: 1)) }
  }

  @Test func `another workspace's ring is not ours`() {
    #expect(throws: SealingError.keyNotHeld) {
      try Ring(
        at: KeyringPlace(
          in: directory, workspace: workspace, workspaceKey: SymmetricKey(size: .bits256)))
    }
    #expect(throws: SealingError.keyNotHeld) {
      try Ring(
        at: KeyringPlace(in: directory, workspace: .random(), workspaceKey: workspaceKey))
    }
    #expect(throws: SealingError.wrongRealm) {
      try Keyring<Live>(
        at: KeyringPlace(in: directory, workspace: workspace, workspaceKey: workspaceKey))
    }
  }

  @Test func `a destroyed key is gone for every process, and the others stay`() throws {
    let made = try ring.makeDataKeys(for: customers(1...5))
    let other = try otherProcess()
    try ring.destroyDataKeys(for: [CustomerID(rawValue: 3)])
    _ = try other.makeDataKeys(for: customers(6...6))
    for process in [ring, other, try otherProcess()] {
      #expect(throws: SealingError.keyNotHeld) {
        try process.dataKey(for: CustomerID(rawValue: 3))
      }
      for (customer, key) in made where customer.rawValue != 3 {
        #expect(try isSame(key, process.dataKey(for: customer)))
      }
      _ = try process.dataKey(for: CustomerID(rawValue: 6))
    }
  }

  @Test func `a file of a destroyed key cannot be mended with an earlier copy's record`() throws {
    _ = try ring.makeDataKeys(for: customers(1...1))
    let before = try temporary.bytes("keys/keyring")
    try ring.destroyDataKeys(for: [CustomerID(rawValue: 1)])
    try changeFile { $0 += before[Format.headerByteCount...] }
    let after = try otherProcess()
    #expect(throws: SealingError.notAuthentic) { try after.dataKey(for: CustomerID(rawValue: 1)) }
  }

  @Test func `no key lies in the file in clear`() throws {
    let customer = CustomerID(rawValue: 1)
    _ = try ring.makeDataKeys(for: [customer])
    let bytes = try temporary.bytes("keys/keyring")
    let key = workspaceKey.rawBytes
    #expect(bytes.firstRange(of: key) == nil)
    #expect(bytes.firstRange(of: key.prefix(8)) == nil)
  }
}
