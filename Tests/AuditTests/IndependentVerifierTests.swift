import Foundation
import Sealing
import Testing

@testable import Audit

/// A verifier that was written from the format's page alone, in another language, agrees with ours.
@Suite struct IndependentVerifierTests {
  struct Answer: Decodable {
    let root: String
    let bad: [Int64]
  }

  /// What the verifier says; `nil` where Python or its package is missing.
  static func ask(_ rows: [[UInt8]], in workplace: Workplace) throws -> Answer? {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Independent/verify_log.py")
    var people: [String: String] = [:]
    for member in workplace.supervisor.people.all {
      people["\(member.id.rawValue)"] = member.publicKeys.verification.bytes.hexadecimal
    }
    let log: [String: Any] = [
      "workspace": workplace.supervisor.workspace.bytes.hexadecimal, "realm": Practice.name,
      "people": people, "entries": rows.map(\.hexadecimal),
    ]
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(try JSONSerialization.data(withJSONObject: log))
    try input.fileHandleForWriting.close()
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard ![69, 127].contains(process.terminationStatus) else { return nil }
    return try JSONDecoder().decode(Answer.self, from: answer)
  }

  @Test(arguments: TamperingTests.attacks)
  func `the independent verifier finds what ours finds`(attack: TamperingTests.Attack)
    async throws
  {
    let workplace = try Workplace.shared.get()
    let journal = try await TamperingTests.twelve(in: workplace)
    var rows = await journal.stored
    try attack.change(&rows, workplace)
    await journal.setRows(rows)
    let report = try await workplace.verifier().verify(journal)
    guard let answer = try Self.ask(rows, in: workplace) else {
      print("skipped: python3 with the package cryptography is not installed")
      return
    }
    #expect(answer.bad.isEmpty == report.isIntact)
    if report.isIntact {
      #expect(answer.root == report.root.hexadecimal)
    }
    // Both begin to complain at the same place, or one behind it: ours says that an entry is
    // missing, or is a stranger's; the other, that the next does not follow.
    if let first = report.findings.first?.seq, let other = answer.bad.first,
      attack.testDescription != "an old entry is put in again"
    {
      #expect([first, first + 1].contains(other))
    }
  }
}
