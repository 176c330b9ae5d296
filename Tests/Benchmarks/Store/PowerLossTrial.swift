import Foundation
import PowerLoss
import TicketStore

/// Losses of power by the thousand: see `PowerLossTrials`.
struct PowerLossTrial {
  let seed: UInt64
  let trialCount: Int

  func figures() async throws -> [Figure] {
    let place = try TemporaryWorkspace()
    defer { place.remove() }
    let quiet = StoreConfiguration(searchWindow: 0)
    let trials = try await PowerLossTrials(recording: 6, in: place.directory) { directory in
      try place.open(place.secrets, quiet, in: directory)
    }
    let parent = FileManager.default.temporaryDirectory
    let kept = try await trials.run(trialCount, seed: seed, below: parent)
    let control = try await trials.run(
      max(trialCount / 20, 10), seed: seed, syncs: .ignored, below: parent)
    return [
      Figure(name: "writes and syncs recorded", value: Double(trials.eventCount), unit: ""),
      Figure(name: "losses of power", value: Double(kept.trialCount), unit: ""),
      Figure(name: "acknowledged and gone", value: Double(kept.lostCount), unit: ""),
      Figure(name: "half done", value: Double(kept.brokenCount), unit: ""),
      Figure(
        name: "control: harmed where syncs do nothing",
        value: Double(control.lostCount + control.brokenCount),
        unit: "of \(control.trialCount)"),
    ]
  }
}
