import Audit
import Foundation
import Glibc
import Sealing
import Tickets

/// A file that checkpoints are added to, a line each; best on a medium which is not this machine's.
struct WitnessFile: CheckpointWitness {
  private let file: URL

  init(_ file: URL) {
    self.file = file
  }

  func attest(_ checkpoint: AuditCheckpoint) throws {
    let descriptor = open(file.path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw WitnessError.fileNotWritten }
    defer { close(descriptor) }
    let line = Array((try WitnessLine(checkpoint).text + "\n").utf8)
    guard write(descriptor, line, line.count) == line.count, fsync(descriptor) == 0 else {
      throw WitnessError.fileNotWritten
    }
  }

  /// The last thousand that can be read; whether they are genuine shows when they are used.
  func known() -> [AuditCheckpoint] {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").suffix(1_000).compactMap { WitnessLine.checkpoint(in: $0) }
  }
}

/// A program that takes a checkpoint on standard input, and ends with 0 when it is kept.
struct WitnessCommand: CheckpointWitness {
  let command: String
  let arguments: [String]

  func attest(_ checkpoint: AuditCheckpoint) throws {
    let line = Data((try WitnessLine(checkpoint).text + "\n").utf8)
    let process = Process()
    let input = Pipe()
    process.executableURL = URL(filePath: command)
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
      try input.fileHandleForWriting.write(contentsOf: line)
      try input.fileHandleForWriting.close()
    } catch {
      throw WitnessError.commandFailed
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw WitnessError.commandFailed }
  }

  func known() -> [AuditCheckpoint] { [] }
}

/// The system's log, which may well be sent on to another machine; nobody hears whether it was kept.
struct WitnessSyslog: CheckpointWitness {
  func attest(_ checkpoint: AuditCheckpoint) throws {
    try WitnessLine(checkpoint).text.withCString { line in
      withVaList([line]) { vsyslog(LOG_NOTICE | Int32(10 << 3), "sealdesk: %s", $0) }
    }
  }

  func known() -> [AuditCheckpoint] { [] }
}

/// A checkpoint as a line of JSON: readable, and whole in `checkpoint`.
private struct WitnessLine: Codable {
  let size: Int64
  let root: String
  let time: Date
  let signer: Int64
  /// Base64 of the checkpoint's bytes, as the log's format describes them.
  let checkpoint: Data

  init(_ checkpoint: AuditCheckpoint) {
    size = checkpoint.size
    root = checkpoint.root.hexadecimal
    time = checkpoint.time
    signer = checkpoint.signer.rawValue
    self.checkpoint = Data(checkpoint.encoded)
  }

  var text: String {
    get throws { try JSONLine.encode(self) }
  }

  static func checkpoint(in line: Substring) -> AuditCheckpoint? {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return (try? decoder.decode(WitnessLine.self, from: Data(line.utf8)))
      .flatMap { try? AuditCheckpoint(decoding: Array($0.checkpoint)) }
  }
}
