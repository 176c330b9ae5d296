import Foundation
import Glibc

/// The words of a PDF file, by `pdftotext` where it is installed.
enum PDFText {
  private static let timeLimit = Duration.seconds(20)
  private static let byteLimit = 4_000_000

  static func extract(_ file: URL) throws -> Data {
    let places = ["/usr/bin/pdftotext", "/usr/local/bin/pdftotext"]
    guard let program = places.first(where: { access($0, X_OK) == 0 }) else {
      throw CommandFailure(
        .unavailable,
        "\(file.lastPathComponent): PDF takes pdftotext, which is not installed (Debian: poppler-utils)."
      )
    }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = ["-q", "-layout", "-enc", "UTF-8", file.path, "-"]
    process.environment = [:]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = read(output.fileHandleForReading.fileDescriptor, of: process)
    process.waitUntilExit()
    guard let text, process.terminationStatus == 0 else {
      throw CommandFailure(
        .badData,
        "\(file.lastPathComponent) cannot be read as PDF, takes too long, or holds too much.")
    }
    return text
  }

  /// `nil` beyond the limits; the process has ended then.
  private static func read(_ descriptor: Int32, of process: Process) -> Data? {
    let deadline = ContinuousClock.now.advanced(by: timeLimit)
    var text = Data()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let isLate = poll(&waiting, 1, 500) == 0 && ContinuousClock.now > deadline
      if waiting.revents != 0 {
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        if count <= 0 { return text }
        text.append(contentsOf: buffer[..<count])
      }
      if isLate || ContinuousClock.now > deadline || text.count > byteLimit {
        process.terminate()
        return nil
      }
    }
  }
}
