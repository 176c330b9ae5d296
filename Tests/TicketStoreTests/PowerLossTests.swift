import Foundation
import PowerLoss
import Sealing
import Testing
import TicketStore

/// The file after the power went at any place, on a disk that keeps what it synced and of the rest
/// whatever it likes.
@Suite(.serialized) struct PowerLossTests {
  private func trials(_ workspace: Workspace) async throws -> PowerLossTrials {
    try await PowerLossTrials(recording: 3, in: workspace.directory) { directory in
      try Workspace.open(
        directory, workspace.secrets, StoreConfiguration(searchWindow: 0), now: { Date() })
    }
  }

  @Test func `a loss of power takes nothing that was acknowledged, and leaves nothing half done`()
    async throws
  {
    let workspace = try Workspace()
    let outcome = try await trials(workspace).run(
      60, seed: 7, below: FileManager.default.temporaryDirectory)
    #expect(outcome.trialCount == 60)
    #expect(outcome.lostCount == 0)
    #expect(outcome.brokenCount == 0)
  }

  @Test func `on a disk that syncs nothing, the trials find what is lost`() async throws {
    let workspace = try Workspace()
    let outcome = try await trials(workspace).run(
      30, seed: 7, syncs: .ignored, below: FileManager.default.temporaryDirectory)
    #expect(outcome.lostCount + outcome.brokenCount > 0)
  }
}
