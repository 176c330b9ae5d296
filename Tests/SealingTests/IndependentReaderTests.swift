import Foundation
import Testing

@testable import Sealing

/// A reader that was written from the format's page alone, in another language, opens a workspace.
@Suite struct IndependentReaderTests {
  static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Independent/read_workspace.py")

  /// What the reader says; `nil` where Python or its package is missing.
  static func ask(_ arguments: [String], _ requests: [String]) throws -> (Int32, [String])? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path] + arguments
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    input.fileHandleForWriting.write(Data(requests.joined(separator: "\n").utf8))
    try input.fileHandleForWriting.close()
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard ![69, 127].contains(process.terminationStatus) else { return nil }
    let lines = String(decoding: answer, as: UTF8.self).split(separator: "\n").map(String.init)
    return (process.terminationStatus, lines)
  }

  @Test(arguments: ["otto", "ines"], [1, 3])
  func `the written format is enough to open a workspace`(name: String, epoch: Int) throws {
    let directory = try TemporaryDirectory()
    var otto = try WorkspaceKeyFiles<Practice>.create(
      in: directory.url, firstSupervisor: "otto", passphrase: Passphrase("otto's"),
      derivation: .practice, now: .now)
    let files = try WorkspaceKeyFiles<Practice>(in: directory.url)
    _ = try files.addMember(
      name: "ines", role: .agent, passphrase: Passphrase("ines's"), derivation: .practice,
      by: otto, now: .now)
    let customer = CustomerID(rawValue: 88)
    _ = try otto.makeDataKeys(for: [CustomerID(rawValue: 5), customer, CustomerID(rawValue: 9)])
    try otto.destroyDataKey(for: CustomerID(rawValue: 5))
    for _ in 1..<epoch { otto = try files.renewKeys(by: otto) }
    let row = try otto.dataKey(for: customer).seal(
      Array("grüße".utf8), in: SealContext(table: "message", column: "body", row: 42))
    let mail = try IntakePublicKey<Practice>(in: directory.url).seal(Array("Subject: hi".utf8))
    let requests = [
      """
      {"row":"\(hexadecimal(row.bytes))","customer":88,"table":"message","column":"body","id":42}
      """,
      "{\"mail\":\"\(hexadecimal(mail))\"}",
    ]
    let arguments = [directory.url.path, name, "\(name)'s"]
    guard let (status, answers) = try Self.ask(arguments, requests) else {
      print("skipped: python3 with the package cryptography is not installed")
      return
    }
    #expect(status == 0)
    #expect(
      answers
        == ["grüße", "Subject: hi"].map { "{\"opened\": \"\(hexadecimal(Array($0.utf8)))\"}" })
    let refused = try Self.ask([directory.url.path, name, "guess"], requests)
    #expect(refused?.0 == 1)
  }

  func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
