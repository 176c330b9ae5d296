package import Desk
package import Foundation
package import Masking
package import Sealing
import Text
package import Tickets

/// Invented customers who answer live: they see that a ticket was opened or answered, think, type
/// for a while, and write.
package actor SimulatedCustomers: DeskObserver {
  private let repository: any TicketRepository<Practice>
  private let masker: Masker
  private let serviceLevel: ServiceLevel
  private let clock: any Clock<Duration>
  private let now: @Sendable () -> Date
  /// What each customer has still to say.
  private var scripts: [TicketID: [Line]] = [:]
  private let cues: AsyncStream<Cue>
  private let queue: AsyncStream<Cue>.Continuation

  /// A step with its place in the script.
  private struct Line {
    let number: Int
    let step: LiveStep
  }

  private struct Cue {
    let ticket: TicketID
    let line: Line
    /// The reply that has to have left first.
    let reply: MessageID?
  }

  package init(
    repository: any TicketRepository<Practice>, masker: Masker = Masker(),
    serviceLevel: ServiceLevel = .standard, clock: any Clock<Duration> = ContinuousClock(),
    now: @escaping @Sendable () -> Date
  ) {
    self.repository = repository
    self.masker = masker
    self.serviceLevel = serviceLevel
    self.clock = clock
    self.now = now
    // A cue is a line of a script, and each is given once: scripts bound it.
    (cues, queue) = AsyncStream<Cue>.makeStream()
  }

  /// Gives a ticket's customer their lines.
  package func learn(_ steps: [LiveStep], for ticket: TicketID) {
    scripts[ticket] = steps.enumerated().map { Line(number: $0, step: $1) }
  }

  /// How much a ticket's customer has still to say.
  func remainingLines(of ticket: TicketID) -> Int {
    scripts[ticket]?.count ?? 0
  }

  package func observe(_ act: DeskAct) {
    switch act {
    case .opened(let ticket):
      cue(ticket, reply: nil) { $0.when == .opened }
    case .submitted(_, let composition, let ticket, let held?):
      cue(ticket, reply: held.message) { step in
        step.when == .replied && (step.mentions.map(composition.text.mentions(anyOf:)) ?? true)
      }
    default:
      break
    }
  }

  /// Plays until cancelled, once.
  ///
  /// Customers think side by side.
  package func run() async {
    await withDiscardingTaskGroup { group in
      for await cue in cues {
        group.addTask { await self.play(cue) }
      }
    }
  }

  private func cue(_ ticket: TicketID, reply: MessageID?, where fits: (LiveStep) -> Bool) {
    guard let index = scripts[ticket]?.firstIndex(where: { fits($0.step) }),
      let line = scripts[ticket]?.remove(at: index)
    else { return }
    queue.yield(Cue(ticket: ticket, line: line, reply: reply))
  }

  private func play(_ cue: Cue) async {
    do {
      if let reply = cue.reply, try await !isSent(reply, of: cue.ticket) {
        takeBack(cue.line, of: cue.ticket)
        return
      }
      let step = cue.line.step
      try await clock.sleep(for: step.after.duration)
      let until = now().addingTimeInterval(TimeInterval(step.typing.seconds + 2))
      try await repository.perform(.setTyping(cue.ticket, until: until))
      try await clock.sleep(for: step.typing.duration)
      try await say(step.say, on: cue.ticket)
    } catch {
      // A customer who cannot write (cancelled, or the store is closing) says nothing.
    }
  }

  /// The line was not said and may be yet.
  private func takeBack(_ line: Line, of ticket: TicketID) {
    var lines = scripts[ticket] ?? []
    lines.insert(line, at: lines.firstIndex { $0.number > line.number } ?? lines.endIndex)
    scripts[ticket] = lines
  }

  /// Waits until a reply has left; `false` where it was called back, and so is never answered.
  private func isSent(_ reply: MessageID, of ticket: TicketID) async throws -> Bool {
    let changes = await repository.changes()
    var watch = changes.makeAsyncIterator()
    repeat {
      let message = try await repository.messages(of: ticket).first { $0.id == reply }
      guard let message else { return false }
      if case .sent = message.delivery { return true }
    } while await watch.next(isolation: #isolation) != nil
    throw CancellationError()
  }

  /// Another process may add to the customer's vault in between: then it is masked once more.
  private func say(_ text: String, on id: TicketID) async throws {
    var attempts = 0
    while true {
      attempts += 1
      do throws(RepositoryError) {
        let ticket = try await repository.ticket(id)
        var vault = try await repository.vault(of: ticket.customer)
        let message = NewMessage<Practice>(
          author: .customer, kind: .incoming, body: try vault.masked(text, by: masker),
          sentAt: now(),
          vault: vault.addition,
          dueAt: serviceLevel.dueDate(priority: ticket.priority, after: now()))
        try await repository.perform(.add(message, to: id))
        try await repository.perform(.setTyping(id, until: nil))
        return
      } catch {
        guard error == .changedMeanwhile, attempts < 5 else { throw error }
      }
    }
  }
}

extension SanitizedText {
  /// Whether a word of it begins with one of these, whatever its case: `lock` is in "locked" and
  /// not in "clock".
  func mentions(anyOf beginnings: [String]) -> Bool {
    let text = string.lowercased()
    return beginnings.contains { beginning in
      text.ranges(of: beginning.lowercased()).contains { range in
        guard range.lowerBound > text.startIndex else { return true }
        let before = text[text.index(before: range.lowerBound)]
        return !before.isLetter && !before.isNumber
      }
    }
  }
}

extension VersionedVault<Practice> {
  /// What a customer wrote, masked.
  mutating func masked(
    _ text: String, by masker: Masker
  ) throws(RepositoryError) -> MaskedText {
    do {
      return try masker.mask(
        UnmaskedText(received: SanitizedText(sanitizing: text)), into: &vault)
    } catch {
      throw .damaged(table: "identifier", row: vault.key.owner.rawValue)
    }
  }
}
