import ArgumentParser
import Foundation
import Sealing
import Terminal

/// Looks whether all is well, and says what to do where it is not.
struct DoctorCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Checks the workspace, and says what to do; agents and supervisors may.",
    discussion: """
      Looked at are who may read the files, free space, swap, the clock, every row, indexes and counts \
      against the rows, the log, keys and what erasures and renewals have left. Nothing is repaired; that \
      it was looked at is in the log.

      Exit codes: 0 nothing is broken, though there may be advice; 65 something is; 77 you were not \
      let in.
      """)

  @OptionGroup var options: WorkspaceOptions

  @Flag(help: "Prints JSON lines.")
  var json = false

  func execute(on main: MainLoop) async throws {
    var diagnoses = FileCheck(directory: options.directory).diagnoses + [SwapCheck().diagnosis]
    do {
      let parts = try DeskParts<Live>.unlocked(options)
      defer { parts.close() }
      diagnoses += try await WorkspaceCheck(
        parts: parts, now: Date(), limit: json ? .max : 20
      ).diagnoses()
    } catch {
      guard let failure = CommandFailure(error), failure.isOfTheWorkspace else { throw error }
      diagnoses.append(.fault("opening", "the workspace cannot be read", failure.sentence))
    }
    for diagnosis in diagnoses {
      StandardOutput.write(json ? try JSONLine.encode(diagnosis) + "\n" : diagnosis.words)
    }
    guard diagnoses.allSatisfy({ $0.state != .fault }) else {
      throw CommandFailure(.badData, "Something is broken; what to do stands beside it.")
    }
  }
}

extension CommandFailure {
  /// Whether the workspace is to blame, and not who asks.
  fileprivate var isOfTheWorkspace: Bool {
    switch status {
    case .badData, .unavailable, .cannotWrite: true
    case .noTerminal, .usage, .tryAgain, .notAllowed: false
    }
  }
}
