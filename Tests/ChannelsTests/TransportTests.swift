import SeededRandom
import Foundation
import Testing
import Text

@testable import Channels

struct TransportTests {
  private func message(body: SanitizedText = "body") throws -> OutboundMessage {
    var builder = OutboundMessageBuilder(header: try OutboundTests.header())
    try builder.addRecipient(
      .to, address: Array("ann@example.org".utf8).span, name: [UInt8]().span)
    try builder.addRecipient(
      .cc, address: Array("bob@example.org".utf8).span, name: [UInt8]().span)
    builder.append(body)
    return try builder.finish()
  }

  private func script(_ text: String, in folder: TemporaryFolder) throws -> String {
    try folder.write(text, to: "sendmail").path
  }

  @Test func `the command gets arguments, message and nothing else`() async throws {
    let folder = try TemporaryFolder()
    let script = try script(
      "cd '\(folder.url.path)'; printf '%s\\n' \"$@\" >arguments; cat >message; env >environment",
      in: folder)
    let transport = SendmailTransport(
      command: "/bin/sh", leadingArguments: [script], environment: ["PATH": "/usr/bin:/bin"])
    let message = try message()
    try await transport.send(message)
    let arguments = try String(
      contentsOf: folder.url.appending(path: "arguments"), encoding: .utf8)
    #expect(
      arguments
        == "-oi\n-f\nbounce+1042@lanterntea.example\n--\nann@example.org\nbob@example.org\n")
    let written = Array(try Data(contentsOf: folder.url.appending(path: "message")))
    #expect(written == message.withBytes { bytes in bytes.indices.map { bytes[$0] } })
    let environment = try String(
      contentsOf: folder.url.appending(path: "environment"), encoding: .utf8)
    #expect(!environment.contains("HOME="))
  }

  @Test func `recipients can be left to the header`() async throws {
    let folder = try TemporaryFolder()
    let script = try script(
      "cd '\(folder.url.path)'; printf '%s\\n' \"$@\" >arguments; cat >/dev/null", in: folder)
    let transport = SendmailTransport(
      command: "/bin/sh", leadingArguments: [script], environment: [:], recipientPassing: .header)
    try await transport.send(try message())
    let arguments = try String(
      contentsOf: folder.url.appending(path: "arguments"), encoding: .utf8)
    #expect(arguments == "-oi\n-f\nbounce+1042@lanterntea.example\n-t\n")
  }

  @Test(arguments: [
    ("cat >/dev/null; exit 75", MailTransportError.temporary, true),
    ("cat >/dev/null; exit 67", .refused(exitStatus: 67), false),
    ("exit 1", .refused(exitStatus: 1), false),
    ("exit 127", .commandUnavailable, false),
    ("kill -9 $$", .killed(signal: 9), true),
    ("sleep 3600", .timedOut, true),
  ])
  func `the command's end is understood`(
    text: String, expected: MailTransportError, isTemporary: Bool
  ) async throws {
    let folder = try TemporaryFolder()
    let transport = SendmailTransport(
      command: "/bin/sh", leadingArguments: [try script(text, in: folder)],
      environment: ["PATH": "/usr/bin:/bin"],
      timeLimit: expected == .timedOut ? .milliseconds(200) : .seconds(1_200))
    // More than a socket holds, so that a command which does not read is noticed.
    let large = SanitizedText(sanitizing: String(repeating: "0123456789\n", count: 100_000))
    let message = try message(body: large)
    await #expect(throws: expected) { try await transport.send(message) }
    #expect(expected.isTemporary == isTemporary)
    #expect(!expected.reason.isEmpty)
  }

  @Test func `a command that is not there is said so`() async throws {
    let transport = SendmailTransport(command: "/nowhere/sendmail", environment: [:])
    let message = try message()
    await #expect(throws: MailTransportError.commandUnavailable) {
      try await transport.send(message)
    }
  }

  @Test func `a folder gets the message once, however often it is sent`() async throws {
    let folder = try TemporaryFolder()
    let transport = FolderTransport(folder: folder.url.appending(path: "out"))
    let message = try message()
    try await transport.send(message)
    try await transport.send(message)
    let files = try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: "out").path)
    #expect(files == ["1042.7.abc@lanterntea.example.eml"])
    let written = Array(
      try Data(contentsOf: folder.url.appending(path: "out").appending(path: files[0])))
    #expect(written == message.withBytes { bytes in bytes.indices.map { bytes[$0] } })
  }

  @Test func `a folder that cannot be is said so`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("x", to: "file")
    let message = try message()
    await #expect(throws: MailTransportError.folderUnwritable) {
      try await FolderTransport(folder: file).send(message)
    }
  }

  @Test func `attempts grow rarer, never regular, and end`() {
    var generator = SeededGenerator(seed: 3)
    let schedule = RetrySchedule()
    var delays: [Duration] = []
    for attempt in 1..<schedule.attemptLimit {
      guard let delay = schedule.delay(afterAttempt: attempt, using: &generator) else { continue }
      delays.append(delay)
    }
    #expect(delays.count == schedule.attemptLimit - 1)
    #expect(schedule.delay(afterAttempt: schedule.attemptLimit, using: &generator) == nil)
    #expect(delays.allSatisfy { $0 >= schedule.firstDelay / 2 && $0 <= schedule.longestDelay })
    #expect(zip(delays, delays.dropFirst(2)).prefix(5).allSatisfy { $0 < $1 })
    #expect(Set(delays).count == delays.count)
  }
}
