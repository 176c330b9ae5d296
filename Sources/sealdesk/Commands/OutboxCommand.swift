import ArgumentParser
import Assistant
import Channels
import Desk
import Foundation
import Sealing
import Terminal
import TicketStore

/// Sends what waits, for a timer of the system.
struct OutboxCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox", abstract: "Sends what waits in the outbox, once.",
    discussion: "An open console does the same all the time.")

  @OptionGroup var options: WorkspaceOptions

  func execute(on main: MainLoop) async throws {
    let parts = try await DeskParts<Live>.open(options)
    defer { parts.close() }
    guard parts.configuration.mail.transport != nil else {
      throw CommandFailure(
        .unavailable,
        "No sendmail command is configured (mail.sendmail in sealdesk.yaml). Replies wait, sealed.")
    }
    let desk = parts.desk(assistant: Assistant.silent)
    let services = try LiveServices(parts: parts, desk: desk)
    await services.outbox.sendDue()
    let next = try await parts.store.nextOutgoing()
    StandardOutput.print(next == nil ? "The outbox is empty." : "Some messages wait for later.")
  }
}
