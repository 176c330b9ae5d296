package import Desk
import Foundation
package import Sealing
import Text

/// Files what was delivered, while a console is unlocked.
package struct IntakeService<R: Realm>: Sendable {
  let repository: any TicketRepository<R>
  let filer: MailFiler<R>
  let opener: IntakePrivateKey<R>
  let report: @Sendable (Notice) async -> Void

  /// `report` tells the person at the console what could not be filed.
  package init(
    repository: any TicketRepository<R>, filer: MailFiler<R>, opener: IntakePrivateKey<R>,
    report: @escaping @Sendable (Notice) async -> Void
  ) {
    self.repository = repository
    self.filer = filer
    self.opener = opener
    self.report = report
  }

  /// Works until cancelled: once at the start, then whenever something was delivered.
  package func run() async {
    let changes = await repository.changes()
    await fileAll()
    for await change in changes where !change.isDisjoint(with: [.intake, .elsewhere]) {
      await fileAll()
    }
  }

  /// Files everything that waits.
  package func fileAll() async {
    while !Task.isCancelled {
      do {
        guard let mail = try await repository.claimIntake(lease: .seconds(60)) else { return }
        try await file(mail)
      } catch {
        await report(
          Notice(
            .failure,
            "A delivered message could not be filed. It is kept, sealed, and will be tried again."))
        return
      }
    }
  }

  private func file(_ mail: IntakeMail) async throws {
    let envelope = IntakeEnvelope(bytes: try opener.open(mail.sealed))
    try await filer.file(
      envelope.message, receivedAt: mail.receivedAt,
      deliveryExtension: envelope.environment.flatMap(DeliveryExtension.init(environmentValue:)),
      finishing: mail.id)
  }
}

/// A delivered message with what the mail system said beside it.
package struct IntakeEnvelope: Hashable, Sendable {
  package let message: [UInt8]
  /// `EXTENSION`: the part of the address after the plus sign.
  package let environment: String?

  package init(message: [UInt8], environment: String?) {
    self.message = message
    self.environment = environment
  }

  /// A line with the extension, then the message as it came.
  package var bytes: [UInt8] {
    let line = (environment ?? "").filter { $0 != "\n" }
    return Array(line.utf8) + [0x0A] + message
  }

  package init(bytes: [UInt8]) {
    let end = bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
    let line = String(decoding: bytes[..<end], as: UTF8.self)
    self.init(
      message: Array(bytes[end...].dropFirst()), environment: line.isEmpty ? nil : line)
  }
}
