package import Desk
package import Foundation
import Masking
package import Sealing
import Text
package import Tickets

/// Invented customers who answer live: they see that a ticket was opened or answered, think, type
/// for a while, and write.
package actor SimulatedCustomers: DeskObserver {
  private let repository: any TicketRepository<Practice>
  private let serviceLevel: ServiceLevel
  private let clock: any Clock<Duration>
  private let now: @Sendable () -> Date
  private var scripts: [TicketID: [LiveStep]] = [:]
  private var cues: [Cue] = []
  private var wake: CheckedContinuation<Void, Never>?

  private struct Cue {
    let ticket: TicketID
    let step: LiveStep
    /// The reply that has to have left first.
    let reply: MessageID?
  }

  package init(
    repository: any TicketRepository<Practice>, serviceLevel: ServiceLevel = .standard,
    clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Date
  ) {
    self.repository = repository
    self.serviceLevel = serviceLevel
    self.clock = clock
    self.now = now
  }

  /// Gives a ticket's customer their lines.
  package func learn(_ steps: [LiveStep], for ticket: TicketID) {
    scripts[ticket] = steps
  }

  package func observe(_ act: DeskAct) {
    switch act {
    case .opened(let ticket):
      cue(ticket, reply: nil) { $0.when == .opened }
    case .submitted(let composition, let ticket, let held?):
      let words = composition.text.string.lowercased()
      cue(ticket, reply: held.message) { step in
        step.when == .replied
          && (step.mentions?.contains { words.contains($0.lowercased()) } ?? true)
      }
    case .recalled(let held):
      cues.removeAll { $0.reply == held.message }
    default:
      break
    }
  }

  /// Plays until cancelled. Customers think side by side.
  package func run() async {
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        while let cue = cues.first {
          cues.removeFirst()
          group.addTask { await self.play(cue) }
        }
        await waitForCue()
      }
    }
  }

  private func cue(_ ticket: TicketID, reply: MessageID?, where fits: (LiveStep) -> Bool) {
    guard let index = scripts[ticket]?.firstIndex(where: fits),
      let step = scripts[ticket]?.remove(at: index)
    else { return }
    cues.append(Cue(ticket: ticket, step: step, reply: reply))
    wake?.resume()
    wake = nil
  }

  private func waitForCue() async {
    guard cues.isEmpty else { return }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled { continuation.resume() } else { wake = continuation }
      }
    } onCancel: {
      Task { await self.stopWaiting() }
    }
  }

  private func stopWaiting() {
    wake?.resume()
    wake = nil
  }

  private func play(_ cue: Cue) async {
    do {
      if let reply = cue.reply { try await waitUntilSent(reply, of: cue.ticket) }
      try await clock.sleep(for: cue.step.after.duration)
      let until = now().addingTimeInterval(TimeInterval(cue.step.typing.seconds + 2))
      try await repository.perform(.setTyping(cue.ticket, until: until))
      try await clock.sleep(for: cue.step.typing.duration)
      try await say(cue.step.say, on: cue.ticket)
    } catch {
      // A customer who cannot write (cancelled, or the store is closing) says nothing.
    }
  }

  /// A reply that is called back is never answered.
  private func waitUntilSent(_ reply: MessageID, of ticket: TicketID) async throws {
    while true {
      let message = try await repository.messages(of: ticket).first { $0.id == reply }
      guard let message else { throw CancellationError() }
      if case .sent = message.delivery { return }
      try await clock.sleep(for: .milliseconds(250))
    }
  }

  private func say(_ text: String, on id: TicketID) async throws {
    let ticket = try await repository.ticket(id)
    var versioned = try await repository.vault(of: ticket.customer)
    let body = try Masker().mask(
      UnmaskedText(received: SanitizedText(sanitizing: text)), into: &versioned.vault)
    let message = NewMessage<Practice>(
      author: .customer, kind: .incoming, body: body, sentAt: now(), vault: versioned.addition,
      dueAt: serviceLevel.dueDate(priority: ticket.priority, after: now()))
    try await repository.perform(.add(message, to: id))
    try await repository.perform(.setTyping(id, until: nil))
  }
}
